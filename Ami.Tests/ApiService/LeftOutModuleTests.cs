using System.Net;
using Ami.TestKit;
using Ami.Tests.Architecture;

namespace Ami.Tests.ApiService;

/// <summary>The API without an optional module (docs/adr/0025): everything that its services need is there, and only its own endpoints are gone.</summary>
[TestClass]
public sealed class LeftOutModuleTests
{
    [TestMethod]
    [DataRow("/api/admin/api-keys", "Workers")]
    [DataRow("/api/notifications", "Notifications")]
    [DataRow("/api/trading/paper/accounts", "PaperTrading")]
    [DataRow("/api/feedback", "Growth")]
    [DataRow("/api/trading/symbols", "Market", "PaperTrading")]
    [DataRow("/api/payments/plans", "Payments")]
    public async Task Start_WithoutIt_TheRestAnswers(string itsOwn, params string[] leftOut)
    {
        leftOut.ShouldBeSubsetOf(ModuleBoundaryTests.Optional);
        await using var host = await ApiHost.Start(leftOut.ToDictionary(name => $"Modules:{name}:Enabled", _ => (string?)"false"));
        var person = await host.SignUp();
        (await person.Client.GetAsync("/api/me")).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await person.Client.GetAsync(itsOwn)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }
}
