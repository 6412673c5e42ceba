using System.Diagnostics;
using Ami.ServiceDefaults.Telemetry;
using Microsoft.Extensions.Configuration;
using OpenTelemetry.Trace;

namespace Ami.Tests.ServiceDefaults;

/// <summary>Which traces a process begins and keeps.</summary>
[TestClass]
public sealed class SamplingTests
{
    private const int Asked = 5_000;
    private const string Request = "Microsoft.AspNetCore.Hosting.HttpRequestIn";

    [TestMethod]
    public void Requests_ACrowdOfThem_AreKeptAsFarAsTheBurstGoes() =>
        Kept(Of(null), ActivityKind.Server, Request).ShouldBeInRange(PacedSampler.Burst, Asked / 2);

    [TestMethod]
    public void Requests_WithAShare_AreKeptByIt()
    {
        Kept(Of("1"), ActivityKind.Server, Request).ShouldBe(Asked);
        Kept(Of("0"), ActivityKind.Server, Request).ShouldBe(0);
    }

    [TestMethod]
    public void Statements_OfNothingThatWasAsked_BeginNone() => Kept(Of("1"), ActivityKind.Client, "ami").ShouldBe(0);

    private static Sampler Of(string? share) =>
        WorkSampler.Of(new ConfigurationBuilder().AddInMemoryCollection([new("OTEL_TRACES_SAMPLER_ARG", share)]).Build());

    private static int Kept(Sampler sampler, ActivityKind kind, string name) =>
        Enumerable
            .Range(0, Asked)
            .Count(_ =>
                sampler.ShouldSample(new SamplingParameters(default, ActivityTraceId.CreateRandom(), name, kind)).Decision == SamplingDecision.RecordAndSample
            );
}
