using System.Text;
using System.Text.Json;

namespace Ami.StripeSimulator.Store;

/// <summary>
/// What survives the process: a file of JSON lines, each one transaction with all objects that it changed. A line is on disk before its request is answered;
/// one that was torn by a crash was never answered, and is left out. Opening it writes it anew without what was overwritten since.
/// </summary>
internal sealed class Journal : IDisposable
{
    private readonly FileStream _file;

    private Journal(FileStream file) => _file = file;

    /// <param name="folder">Where the file is; made when it is missing.</param>
    /// <param name="keep">Which objects are still wanted.</param>
    /// <param name="objects">What was kept, in the order in which it was first written.</param>
    public static Journal Open(string folder, Func<JsonObject, bool> keep, out IReadOnlyList<JsonObject> objects)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, "objects.jsonl");
        objects = [.. Read(path).Where(keep)];
        var compact = path + ".new";
        using (var fresh = new FileStream(compact, FileMode.Create, FileAccess.Write))
        {
            if (objects.Count > 0)
            {
                fresh.Write(Line(objects));
            }

            fresh.Flush(flushToDisk: true);
        }

        File.Move(compact, path, overwrite: true);
        return new Journal(new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read));
    }

    public void Write(IEnumerable<JsonObject> changed)
    {
        _file.Write(Line(changed));
        _file.Flush(flushToDisk: true);
    }

    public void Dispose() => _file.Dispose();

    private static byte[] Line(IEnumerable<JsonObject> objects) => Encoding.UTF8.GetBytes($"[{string.Join(',', objects.Select(one => one.ToJsonString()))}]\n");

    private static IEnumerable<JsonObject> Read(string path)
    {
        var last = new Dictionary<string, JsonObject>(StringComparer.Ordinal);
        var order = new List<string>();
        if (File.Exists(path))
        {
            var text = File.ReadAllText(path);
            // What stands behind the last line's end was being written when the process died.
            foreach (var line in text[..(text.LastIndexOf('\n') + 1)].Split('\n', StringSplitOptions.RemoveEmptyEntries))
            {
                var parsed = JsonNode.Parse(line) as JsonArray ?? throw new JsonException($"{path} has a line that is no transaction.");
                foreach (var node in parsed.OfType<JsonObject>().ToList())
                {
                    parsed.Remove(node);
                    if (last.TryAdd(node.Id(), node))
                    {
                        order.Add(node.Id());
                    }

                    last[node.Id()] = node;
                }
            }
        }

        return order.Select(id => last[id]);
    }
}
