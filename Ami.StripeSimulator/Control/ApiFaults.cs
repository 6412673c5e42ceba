namespace Ami.StripeSimulator.Control;

/// <summary>What goes wrong with the API's next answers, because somebody asked for it.</summary>
internal sealed class ApiFaults(TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly List<ApiFault> _waiting = [];

    /// <param name="kind">down, slow, nonsense, error (500, nothing done) or after (500, although it was done).</param>
    /// <param name="path">Of which requests; null for all.</param>
    /// <param name="times">How many of them.</param>
    /// <param name="seconds">How long a slow one takes.</param>
    public void Add(string kind, string? path, int times, double seconds)
    {
        lock (_gate)
        {
            _waiting.AddRange(Enumerable.Range(0, times).Select(_ => new ApiFault(kind, path, TimeSpan.FromSeconds(seconds), time)));
        }
    }

    public void Clear()
    {
        lock (_gate)
        {
            _waiting.Clear();
        }
    }

    public ApiFault? Next(string path)
    {
        lock (_gate)
        {
            var next = _waiting.Find(fault => fault.Path is null || path.StartsWith(fault.Path, StringComparison.Ordinal));
            if (next is not null)
            {
                _waiting.Remove(next);
            }

            return next;
        }
    }
}

/// <summary>One answer that goes wrong.</summary>
internal sealed record ApiFault(string Kind, string? Path, TimeSpan For, TimeProvider Time)
{
    /// <summary>It goes wrong after the effect.</summary>
    public bool After => Kind == "after";

    /// <returns>Whether that was the answer.</returns>
    public async Task<bool> Spoil(HttpContext context)
    {
        switch (Kind)
        {
            case "down":
                context.Abort();
                return true;
            case "slow":
                await Task.Delay(For, Time, context.RequestAborted);
                return false;
            case "nonsense":
                context.Response.ContentType = "text/html";
                await context.Response.WriteAsync("<html><body>Bad gateway</body></html>", context.RequestAborted);
                return true;
            default:
                context.Response.StatusCode = 500;
                context.Response.ContentType = "application/json";
                await context.Response.WriteAsync(
                    new StripeFault(500, "api_error", "An unknown error occurred.").Body().ToJsonString(),
                    context.RequestAborted
                );
                return true;
        }
    }
}
