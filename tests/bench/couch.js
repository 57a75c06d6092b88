// A CouchDB-compatible server on loopback with the bench's rows: `node couch.js rows.json DIR`.
// Prints its port when it is ready. GET /_bytes tells how many bytes it has sent and received;
// POST /_day changes a hundredth of the rows, as a day of work does; POST /_plain leaves answers uncompressed from then
// on, as CouchDB itself sends them (express-pouchdb compresses).
import express from "express";
import expressPouchdb from "express-pouchdb";
import { readFileSync } from "node:fs";
import PouchDB from "pouchdb";

const [rowsFile, folder] = process.argv.slice(2);
const Server = PouchDB.defaults({ prefix: `${folder}/` });
const db = new Server("cases");
const rows = JSON.parse(readFileSync(rowsFile, "utf8"));
for (let at = 0; at < rows.length; at += 5000) {
  await db.bulkDocs(rows.slice(at, at + 5000).map((row) => ({ _id: row.case_number, ...row })));
}

const sockets = new Set();
let closed = { sent: 0, received: 0 };
const app = express();
// The bench's page comes from here, too: no question of origins slows the peer down.
app.use("/page", express.static(".."));
app.get("/_bytes", (_, answer) => {
  const sum = { ...closed };
  for (const socket of sockets) {
    sum.sent += socket.bytesWritten;
    sum.received += socket.bytesRead;
  }
  answer.json(sum);
});
app.post("/_day", async (_, answer) => {
  const ids = rows.filter((_, at) => at % 100 === 0).map((row) => row.case_number);
  const found = await db.allDocs({ keys: ids, include_docs: true });
  await db.bulkDocs(found.rows.map(({ doc }) => ({ ...doc, handler: "余某" })));
  answer.json({ changed: ids.length });
});
let plain = false;
app.post("/_plain", (_, answer) => {
  plain = true;
  answer.json({ plain });
});
app.use("/db", (question, _, next) => {
  if (plain) delete question.headers["accept-encoding"];
  next();
});
app.use("/db", expressPouchdb(Server, { mode: "minimumForPouchDB", logPath: `${folder}/log.txt`, configPath: `${folder}/config.json` }));
const server = app.listen(0, "127.0.0.1", () => console.log(server.address().port));
server.on("connection", (socket) => {
  sockets.add(socket);
  socket.on("close", () => {
    closed.sent += socket.bytesWritten;
    closed.received += socket.bytesRead;
    sockets.delete(socket);
  });
});
