// DATABASE=… [PORT=0] [WORKERS=1] node server.mjs
// Prints one line, `listening on http://127.0.0.1:PORT`, once every worker answers.
import cluster from "node:cluster";
import { build, open } from "./app.mjs";

const path = process.env.DATABASE;
const workers = Number(process.env.WORKERS ?? 1);
const port = Number(process.env.PORT ?? 0);
if (!path || !(workers >= 1)) {
  console.error("DATABASE names the SQLite file; WORKERS is a number from 1");
  process.exit(2);
}

function stopOn(signal, stop) {
  process.once(signal, stop);
}

if (workers > 1 && cluster.isPrimary) {
  let ready = 0;
  cluster.on("listening", (_, address) => {
    ready += 1;
    if (ready === workers) console.log(`listening on http://127.0.0.1:${address.port}`);
  });
  for (let count = 0; count < workers; count += 1) cluster.fork();
  const stop = () => Object.values(cluster.workers).forEach((worker) => worker.kill());
  stopOn("SIGTERM", stop);
  stopOn("SIGINT", stop);
} else {
  const database = open(path);
  const app = build(database);
  const address = await app.listen({ port, host: "127.0.0.1" });
  if (!cluster.isWorker) console.log(`listening on ${address}`);
  const stop = async () => {
    await app.close();
    database.close();
    if (cluster.isWorker) cluster.worker.disconnect();
  };
  stopOn("SIGTERM", stop);
  stopOn("SIGINT", stop);
}
