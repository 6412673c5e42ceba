using System.Diagnostics.Metrics;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>How this process is: cores in use since it was last asked, memory, and the requests of the last hour.</summary>
public sealed class ProcessVitals : IDisposable
{
    private const int Minutes = 60;
    private readonly TimeProvider _time;
    private readonly MeterListener _listener = new();
    private readonly (long Minute, long Requests, long Failures)[] _counts = new (long, long, long)[Minutes];
    private readonly Lock _gate = new();
    private (long At, TimeSpan Cpu) _last;

    /// <summary>Made by dependency injection.</summary>
    public ProcessVitals(TimeProvider time)
    {
        _time = time;
        _last = (time.GetTimestamp(), Environment.CpuUsage.TotalTime);
        _listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument is { Name: "http.server.request.duration", Meter.Name: "Microsoft.AspNetCore.Hosting" })
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        _listener.SetMeasurementEventCallback<double>((_, _, tags, _) => Count(tags));
        _listener.Start();
    }

    /// <summary><c>cpu</c> in cores, <c>memory</c> in bytes, <c>requests</c> and <c>failures</c> (answers 5xx) of the last hour.</summary>
    public IReadOnlyDictionary<string, double> Read()
    {
        lock (_gate)
        {
            var (at, cpu) = (_time.GetTimestamp(), Environment.CpuUsage.TotalTime);
            var passed = _time.GetElapsedTime(_last.At, at);
            var cores = passed > TimeSpan.Zero ? (cpu - _last.Cpu) / passed : 0;
            _last = (at, cpu);
            var oldest = Now() - Minutes;
            var (requests, failures) = (0L, 0L);
            foreach (var count in _counts)
            {
                if (count.Minute <= oldest)
                {
                    continue;
                }

                requests += count.Requests;
                failures += count.Failures;
            }
            return new Dictionary<string, double>
            {
                ["cpu"] = Math.Round(cores, 3),
                ["memory"] = Environment.WorkingSet,
                ["requests"] = requests,
                ["failures"] = failures,
            };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _listener.Dispose();

    private void Count(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        var failed = false;
        foreach (var tag in tags)
        {
            if (tag is { Key: "http.response.status_code", Value: int status })
            {
                failed = status >= 500;
            }
        }

        var minute = Now();
        lock (_gate)
        {
            ref var count = ref _counts[minute % Minutes];
            if (count.Minute != minute)
            {
                count = (minute, 0, 0);
            }

            count.Requests++;
            count.Failures += failed ? 1 : 0;
        }
    }

    private long Now() => _time.GetUtcNow().ToUnixTimeSeconds() / 60;
}
