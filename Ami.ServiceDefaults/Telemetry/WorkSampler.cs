using System.Diagnostics;
using System.Globalization;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Ami.ServiceDefaults.Telemetry;

/// <summary>
/// Traces begin where somebody asks for something: a request that arrives, an event or a reminder that is handled, a price that meets an order. What a
/// process does to see whether there is anything to do (probes, polls, timers, prices that concern nobody) begins none: it comes by the thousand and would
/// hide the others.
/// </summary>
/// <param name="ratio">Decides which of the traces that begin are kept.</param>
internal sealed class WorkSampler(Sampler ratio) : Sampler
{
    /// <summary>What ASP.NET Core names the span of a request; grains that are called have spans of the same kind.</summary>
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    /// <summary>
    /// The sampler for a process: spans that have a parent are kept when it is, the share of new traces is <c>OTEL_TRACES_SAMPLER_ARG</c>; without it as
    /// many are kept as <see cref="PacedSampler"/> allows.
    /// </summary>
    /// <exception cref="FormatException">The share is not a number.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The share is not between 0 and 1.</exception>
    public static Sampler Of(IConfiguration configuration) =>
        new ParentBasedSampler(
            new WorkSampler(
                configuration["OTEL_TRACES_SAMPLER_ARG"] is { Length: > 0 } share
                    ? new TraceIdRatioBasedSampler(double.Parse(share, CultureInfo.InvariantCulture))
                    : new PacedSampler()
            )
        );

    public override SamplingResult ShouldSample(in SamplingParameters samplingParameters) =>
        samplingParameters is { Kind: ActivityKind.Consumer } or { Kind: ActivityKind.Server, Name: Request }
            ? ratio.ShouldSample(samplingParameters)
            : new SamplingResult(SamplingDecision.Drop);
}
