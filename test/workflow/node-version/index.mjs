process.stdout.write(`::notice::Actions run on Node ${process.versions.node}\n`);
if (!process.versions.node.startsWith('24.')) process.exitCode = 1;
