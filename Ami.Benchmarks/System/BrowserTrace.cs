using System.Globalization;
using System.Text.Json;
using Microsoft.Playwright;

namespace Ami.Benchmarks;

/// <summary>What a browser says it did, event by event.</summary>
internal sealed class BrowserTrace
{
    private readonly ICDPSession _session;
    private readonly List<JsonElement> _events = [];
    private readonly TaskCompletionSource _complete = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private BrowserTrace(ICDPSession session)
    {
        _session = session;
        session.Event("Tracing.dataCollected").OnEvent += (_, data) =>
            _events.AddRange(data.GetValueOrDefault().GetProperty("value").EnumerateArray().Select(e => e.Clone()));
        session.Event("Tracing.tracingComplete").OnEvent += (_, _) => _complete.TrySetResult();
    }

    public static async Task<BrowserTrace> Start(IBrowserContext context, IPage page)
    {
        var trace = new BrowserTrace(await context.NewCDPSessionAsync(page));
        await trace._session.SendAsync("Tracing.start", new() { ["categories"] = "devtools.timeline", ["transferMode"] = "ReportEvents" });
        return trace;
    }

    public async Task<IReadOnlyList<JsonElement>> Stop()
    {
        await _session.SendAsync("Tracing.end");
        await _complete.Task;
        await _session.DetachAsync();
        return _events;
    }
}

/// <summary>Script of the page's main thread by frame.</summary>
/// <param name="Count">Frames in which something was drawn.</param>
/// <param name="Mean">Milliseconds of script a frame.</param>
/// <param name="P95">Milliseconds of script that 95 % of the frames stay below.</param>
internal sealed record Frames(int Count, double Mean, double P95)
{
    private static readonly HashSet<string> Script = ["FunctionCall", "EvaluateScript", "v8.callFunction", "RunMicrotasks", "MinorGC", "MajorGC"];

    public static Frames Of(IReadOnlyList<JsonElement> events)
    {
        var page =
            events
                .Where(e => Name(e) == "FireAnimationFrame")
                .GroupBy(e => (e.GetProperty("pid").GetInt32(), e.GetProperty("tid").GetInt32()))
                .MaxBy(g => g.Count())
            ?? throw new InvalidOperationException("Nothing was drawn.");
        var mine = events.Where(e => (e.GetProperty("pid").GetInt32(), e.GetProperty("tid").GetInt32()) == page.Key).ToList();
        // A frame has the script from the end of the one before to its own drawing.
        var drawn = mine.Where(e => Name(e) == "FireAnimationFrame").Select(e => e.GetProperty("ts").GetInt64()).Distinct().Order().ToList();
        var (spent, until) = (new double[drawn.Count + 1], 0L);
        foreach (var (from, to) in mine.Where(e => Script.Contains(Name(e)) && e.TryGetProperty("dur", out _)).Select(Span).OrderBy(s => s.From))
        {
            // What is called inside something else is part of it.
            var begins = Math.Max(from, until);
            if (to > begins)
            {
                var frame = drawn.BinarySearch(begins);
                spent[frame < 0 ? ~frame : frame] += (to - begins) / 1000.0;
                until = to;
            }
        }

        var frames = spent[..^1].Order().ToList();
        return new Frames(frames.Count, frames.Average(), frames[(int)(0.95 * (frames.Count - 1))]);
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Mean:0.0} in the mean, {P95:0.0} at p95 of {Count} frames");

    private static string Name(JsonElement e) => e.GetProperty("name").GetString() ?? "";

    private static (long From, long To) Span(JsonElement e) =>
        (e.GetProperty("ts").GetInt64(), e.GetProperty("ts").GetInt64() + e.GetProperty("dur").GetInt64());
}
