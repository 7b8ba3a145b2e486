/** Bodies are read up to here, so no file that is longer can be compared with one: 10 MiB. */
export const mostBodyBytes = 10 * 1024 * 1024;
