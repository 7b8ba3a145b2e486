Object.assign(process.env, JSON.parse(process.env.LOOPBACK_GITHUB));
await import('../../../dist/index.js');
