using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Web;

namespace Ami.Tests.Payments;

/// <summary>
/// As much of the payment provider as one test needs, in memory: things with their fields, by their addresses. What a POST does beyond writing its fields is told by
/// the test.
/// </summary>
internal sealed class StripeTwin : HttpMessageHandler
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, JsonObject> _things = [];
    private readonly Dictionary<string, string> _answered = [];
    private int _made;

    /// <summary>What goes wrong; null when nothing does.</summary>
    public Func<HttpRequestMessage, Task<HttpResponseMessage>>? Fault { get; set; }

    /// <summary>Called in place of writing the fields, when it answers something.</summary>
    public Func<string, IReadOnlyDictionary<string, string>, JsonObject?>? Post { get; set; }

    public List<(string Method, string Path, IReadOnlyDictionary<string, string> Form)> Asked { get; } = [];

    public static HttpResponseMessage Answer(HttpStatusCode status, string body) =>
        new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };

    /// <summary>Puts a thing where its address says, as the library would find it.</summary>
    public void Put(string path, JsonObject thing)
    {
        lock (_gate)
        {
            _things[path] = (JsonObject)thing.DeepClone();
        }
    }

    public JsonObject Get(string path)
    {
        lock (_gate)
        {
            return (JsonObject)_things[path].DeepClone();
        }
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (Fault is { } fault)
        {
            return await fault(request);
        }

        var form = Form(request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken));
        var path = request.RequestUri!.AbsolutePath;
        lock (_gate)
        {
            Asked.Add((request.Method.Method, path, form));
            var key = request.Headers.TryGetValues("Idempotency-Key", out var keys) ? $"{path} {keys.Single()}" : null;
            if (request.Method == HttpMethod.Post && key is not null && _answered.TryGetValue(key, out var before))
            {
                return Answer(HttpStatusCode.OK, before);
            }

            var (status, body) = Do(request.Method.Method, path, form);
            if (key is not null && status == HttpStatusCode.OK)
            {
                _answered[key] = body;
            }

            return Answer(status, body);
        }
    }

    private (HttpStatusCode, string) Do(string method, string path, IReadOnlyDictionary<string, string> form)
    {
        if (method == "POST")
        {
            return (HttpStatusCode.OK, (Post?.Invoke(path, form) ?? Write(path, form)).ToJsonString());
        }

        if (_things.TryGetValue(path, out var thing))
        {
            return (HttpStatusCode.OK, thing.ToJsonString());
        }

        // A list of everything below it.
        var below = _things.Where(one => one.Key.StartsWith(path + "/", StringComparison.Ordinal)).Select(one => one.Value.DeepClone()).ToArray();
        return path.Count(c => c == '/') == 2
            ? (
                HttpStatusCode.OK,
                new JsonObject
                {
                    ["object"] = "list",
                    ["has_more"] = false,
                    ["data"] = new JsonArray(below),
                }.ToJsonString()
            )
            : (HttpStatusCode.NotFound, """{"error":{"type":"invalid_request_error","code":"resource_missing","message":"none"}}""");
    }

    /// <summary>Makes a thing of what was sent, or changes the one that is there. Only fields of the first level, and metadata.</summary>
    private JsonObject Write(string path, IReadOnlyDictionary<string, string> form)
    {
        if (!_things.TryGetValue(path, out var thing))
        {
            var id = form.GetValueOrDefault("id") ?? $"made_{++_made}";
            thing = new JsonObject
            {
                ["id"] = id,
                ["object"] = path.Split('/')[2].TrimEnd('s'),
                ["metadata"] = new JsonObject(),
            };
            _things[$"{path}/{id}"] = thing;
        }

        foreach (var (name, value) in form)
        {
            if (name.StartsWith("metadata[", StringComparison.Ordinal))
            {
                thing["metadata"]![name["metadata[".Length..^1]] = value;
            }
            else if (!name.Contains('[', StringComparison.Ordinal))
            {
                thing[name] =
                    value is "true" or "false" ? JsonValue.Create(value == "true")
                    : long.TryParse(value, CultureInfo.InvariantCulture, out var number) ? number
                    : value;
            }
        }

        return thing;
    }

    private static Dictionary<string, string> Form(string body)
    {
        var parsed = HttpUtility.ParseQueryString(body);
        return parsed.AllKeys.OfType<string>().ToDictionary(key => key, key => parsed[key] ?? "");
    }
}
