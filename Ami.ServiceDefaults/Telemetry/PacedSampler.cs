using System.Threading.RateLimiting;
using OpenTelemetry.Trace;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>
/// Keeps so many new traces a second and no more: somebody at work finds everything they did, and a crowd costs what a few people do. A process under load
/// otherwise spends more on telling of its work than on some of the work.
/// </summary>
internal sealed class PacedSampler : Sampler, IDisposable
{
    /// <summary>New traces a second that a process keeps for long.</summary>
    public const int PerSecond = 20;

    /// <summary>New traces that it keeps at once after a quiet time.</summary>
    public const int Burst = 100;

    private readonly TokenBucketRateLimiter _bucket = new(
        new TokenBucketRateLimiterOptions
        {
            TokenLimit = Burst,
            TokensPerPeriod = PerSecond,
            ReplenishmentPeriod = TimeSpan.FromSeconds(1),
            QueueLimit = 0,
        }
    );

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters)
    {
        using var lease = _bucket.AttemptAcquire();
        return new SamplingResult(lease.IsAcquired);
    }

    public void Dispose() => _bucket.Dispose();
}
