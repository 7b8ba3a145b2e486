/**
 * Switches for what Cloudflare does not document, or does not do everywhere alike.
 * The defaults are what is documented or seen most often.
 */
export type Behaviour = {
  /** `result.id` of an accepted purge: most often the zone ID, so it is not unique. */
  readonly purgeId: 'zone' | 'unique' | 'null';
  /** Items in one request, for all kinds, instead of the plan's number: some zones still say 30. */
  readonly maxItems?: number;
  /** Items, as sent (of an object: its URL), which Cloudflare does not accept. */
  readonly refusedItems: readonly string[];
  /** 200: the rest of the batch is purged. Anything else: nothing of it is. */
  readonly partialFailureStatus: number;
  /** Status of code 10000, "Authentication error": seen with both. */
  readonly authenticationErrorStatus: 401 | 403;
  /** Code for a zone ID that is well-formed, but none of this account's. */
  readonly unknownZoneCode: 10000 | 1095;
  /** `GET /zones/{id}` is documented as readable with Cache Purge alone; nobody has shown it. */
  readonly zoneDetailsNeedZoneRead: boolean;
  /** The data centre that answers, as named at the end of `cf-ray`. */
  readonly dataCentre: string;
};

export const defaultBehaviour: Behaviour = {
  purgeId: 'zone',
  refusedItems: [],
  partialFailureStatus: 200,
  authenticationErrorStatus: 403,
  unknownZoneCode: 10000,
  zoneDetailsNeedZoneRead: false,
  dataCentre: 'FRA',
};
