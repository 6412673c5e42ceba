const connection = document.getElementById("connection");
const overview = document.getElementById("overview");
const log = document.getElementById("log");

function listen(url, event, receive, opened = () => {}) {
  const source = new EventSource(url);
  source.addEventListener("open", () => { connection.textContent = "Live."; opened(); });
  source.addEventListener("error", () => { connection.textContent = "AppHost does not answer; trying again …"; });
  source.addEventListener(event, message => receive(message.data));
}

// Our services write one JSON object a line; people would rather read "time level category message".
function readable(line) {
  if (!line.startsWith("{")) return line;
  try {
    const { time, level, category, message, exception, traceId } = JSON.parse(line);
    if (!message) return line;
    return `${time?.slice(11, 23) ?? ""} ${(level ?? "").slice(0, 4).toLowerCase()} ${category ?? ""}: ${message}`
      + (traceId ? `  [trace ${traceId}]` : "") + (exception ? `\n${exception}` : "");
  } catch {
    return line; // cut off, or another program's braces
  }
}

if (overview) {
  listen("/live", "overview", rows => {
    // A button that has the focus keeps it when its row is drawn again.
    const label = document.activeElement?.getAttribute("aria-label");
    overview.innerHTML = rows;
    if (label) overview.querySelector(`[aria-label="${CSS.escape(label)}"]`)?.focus();
  });
}

if (log) {
  const filter = document.getElementById("filter");
  const follow = document.getElementById("follow");
  const kept = 5000;
  let lines = [];
  let scheduled = false;

  const draw = () => {
    scheduled = false;
    const wanted = filter.value.toLowerCase();
    log.textContent = (wanted ? lines.filter(line => line.toLowerCase().includes(wanted)) : lines).join("\n");
    if (follow.checked) log.scrollTop = log.scrollHeight;
  };
  const schedule = () => {
    if (!scheduled) { scheduled = true; requestAnimationFrame(draw); }
  };
  filter.addEventListener("input", schedule);
  follow.addEventListener("change", schedule);
  listen(log.dataset.stream, "line", line => {
    lines.push(readable(line));
    if (lines.length > kept) lines = lines.slice(-kept);
    schedule();
  }, () => { lines = []; schedule(); });
}
