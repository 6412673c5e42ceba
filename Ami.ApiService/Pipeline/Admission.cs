using System.Diagnostics.Metrics;
using System.Threading.RateLimiting;
using Ami.ServiceDefaults.Problems;
using Microsoft.AspNetCore.Http.Features;

namespace Ami.ApiService.Pipeline;

/// <summary>How many calls of each kind one process works on at a time (<c>Admission:Urgent</c>, …), and how long one waits for its turn.</summary>
internal sealed record AdmissionOptions
{
    /// <summary>Fewer than a pool of connections, because each holds one while its query runs.</summary>
    public int Usual { get; init; } = 32;

    /// <summary>As many as grains answer within a moment: an order that stands in a long line is late when its turn comes.</summary>
    public int Urgent { get; init; } = 24;

    public int Market { get; init; } = 16;

    public int Bulk { get; init; } = 8;

    /// <summary>As many as a core hashes in some seconds.</summary>
    public int Passwords { get; init; } = 32;

    /// <summary>Who waits longer is told so instead: a queue that stands makes every answer late and none more.</summary>
    public TimeSpan Patience { get; init; } = TimeSpan.FromMilliseconds(40);

    public int Of(Urgency urgency) =>
        urgency switch
        {
            Urgency.Urgent => Urgent,
            Urgency.Market => Market,
            Urgency.Bulk => Bulk,
            Urgency.Passwords => Passwords,
            _ => Usual,
        };
}

/// <summary>
/// Refuses at the door what a process cannot do in time, kind by kind (<see cref="Urgency"/>): 503 with <c>Retry-After</c>, before anything is done. Live
/// streams, and what is not the API, such as health, are always let in.
/// </summary>
internal sealed class Admission(RequestDelegate next, AdmissionDoors doors)
{
    public async Task Invoke(HttpContext context)
    {
        if (
            !context.Request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase)
            || context.GetEndpoint() is not { } endpoint
            || endpoint.Metadata.GetMetadata<LiveStream>() is not null
        )
        {
            await next(context);
            return;
        }

        var urgency = endpoint.Metadata.GetMetadata<UrgencyMark>()?.Urgency ?? Urgency.Usual;
        if (urgency != Urgency.Bulk)
        {
            await Arrive(context);
        }

        using var lease = await doors.Enter(urgency, context.RequestAborted);
        if (lease.IsAcquired)
        {
            await next(context);
        }
        else
        {
            await context.WriteBusy();
        }
    }

    /// <summary>A body that comes slowly takes nobody's place: it is here before its call stands at the door.</summary>
    private static async Task Arrive(HttpContext context)
    {
        if (context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            context.Request.EnableBuffering();
            await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
            context.Request.Body.Position = 0;
        }
    }
}

/// <summary>The places of each kind, and the queue before them.</summary>
internal sealed class AdmissionDoors : IDisposable
{
    private readonly TimeSpan _patience;
    private readonly TimeProvider _time;
    private readonly ConcurrencyLimiter[] _doors;
    private readonly Meter _meter;
    private readonly Counter<long> _refused;

    public AdmissionDoors(AdmissionOptions options, TimeProvider time, IMeterFactory meters)
    {
        (_patience, _time) = (options.Patience, time);
        // So many may wait as are worked on: more would not have their turn in time.
        _doors = Array.ConvertAll(
            Enum.GetValues<Urgency>(),
            kind => new ConcurrencyLimiter(new() { PermitLimit = options.Of(kind), QueueLimit = options.Of(kind) })
        );
        _meter = meters.Create("Ami.ApiService");
        _refused = _meter.CreateCounter<long>("ami.api.refused", "{call}", "Calls that were refused because too many of their kind were under way");
        _meter.CreateObservableGauge(
            "ami.api.under_way",
            () => Enum.GetValues<Urgency>().Select(kind => new Measurement<long>(UnderWay(kind, options), Tag(kind))),
            "{call}"
        );
    }

    /// <summary>A place, or none when there was none in time. Whoever gave up waiting is not let in.</summary>
    /// <exception cref="OperationCanceledException">The caller has gone.</exception>
    public async ValueTask<RateLimitLease> Enter(Urgency urgency, CancellationToken aborted)
    {
        var door = _doors[(int)urgency];
        var atOnce = door.AttemptAcquire();
        if (atOnce.IsAcquired)
        {
            return atOnce;
        }

        var lease = await Wait(door, aborted) ?? atOnce;
        if (!lease.IsAcquired)
        {
            _refused.Add(1, Tag(urgency));
        }

        return lease;
    }

    public void Dispose()
    {
        Array.ForEach(_doors, door => door.Dispose());
        _meter.Dispose();
    }

    private async ValueTask<RateLimitLease?> Wait(ConcurrencyLimiter door, CancellationToken aborted)
    {
        using var late = new CancellationTokenSource(_patience, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(late.Token, aborted);
        try
        {
            return await door.AcquireAsync(1, either.Token);
        }
        catch (OperationCanceledException) when (!aborted.IsCancellationRequested)
        {
            return null;
        }
    }

    private long UnderWay(Urgency kind, AdmissionOptions options) => options.Of(kind) - (_doors[(int)kind].GetStatistics()?.CurrentAvailablePermits ?? 0);

    private static KeyValuePair<string, object?> Tag(Urgency urgency) => new("urgency", urgency.ToString());
}

internal static class AdmissionSetup
{
    public static void AddAdmission(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton(builder.Configuration.GetSection("Admission").Get<AdmissionOptions>() ?? new());
        builder.Services.AddSingleton<AdmissionDoors>();
    }

    /// <summary>Before who it is is looked into: a refusal costs as little as it can.</summary>
    public static void UseAdmission(this WebApplication app) => app.UseMiddleware<Admission>();
}
