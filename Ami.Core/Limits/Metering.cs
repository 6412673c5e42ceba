using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http.HttpResults;

namespace Ami.Core;

/// <summary>
/// How the calls of an endpoint below a metered path count against what the plan allows. An endpoint that says nothing counts each call. The plan is there
/// for excess and for programs: it never stands between a person and their risk, and who uses the application as intended does not meet it.
/// </summary>
public enum Metering
{
    /// <summary>Never counted nor refused: what reduces risk.</summary>
    Free,

    /// <summary>Reads of what is one's own, kept up to date by the application: refused only far beyond what a person can look at.</summary>
    Reads,

    /// <summary>
    /// Reads that the application makes once and keeps up to date by a stream: the first of each within ten minutes counts as <see cref="Reads"/>, asking again
    /// for what was delivered counts against the group's quota, unless the answer is that nothing has changed.
    /// </summary>
    Repeats,

    /// <summary>Orders have a counter of their own, and over it the endpoint itself refuses what opens risk (<see cref="QuotaExcess"/>).</summary>
    Orders,
}

/// <summary>Says how an endpoint is metered.</summary>
public static class MeteringEndpoints
{
    /// <summary>Makes calls of the endpoint count that way.</summary>
    public static TBuilder MeteredBy<TBuilder>(this TBuilder builder, Metering metering)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new MeteringDemand(metering));
}

/// <summary>Endpoint metadata: how it is metered.</summary>
public sealed record MeteringDemand(Metering Metering);

/// <summary>A feature of the request: the plan's orders are used up. The endpoint serves what reduces risk and refuses the rest with this answer.</summary>
public sealed record QuotaExcess(ProblemHttpResult Refusal);
