using System.Text.Json;
using System.Text.Json.Nodes;
using Ami.AppHost.Setup;
using Ami.Modules.Learning;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Somebody else's verifier agrees with us about badges: the Digital Credentials Consortium's <c>verifier-core</c>, from npm, without a network.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class BadgeInteropTests : ApiTests<BadgeInteropTests>
{
    private static readonly string[] Changed = ["holder", "course", "date", "status", "evidence"];

    public TestContext TestContext { get; set; } = null!;

    [TestInitialize]
    public async Task Publish() => await Host.Publish([Diploma.Hard]);

    [TestMethod]
    public async Task Badges_VerifierOfOthers_TakesOursAndNoneThatWasChanged()
    {
        var code = (await Host.Graduate(Diploma.Hard, "Zoë Núñez O’Brien-Đặng")).Code;
        var (spanish, english) = (await Badge(code, "es"), await Badge(code, "en"));
        var verdicts = await Verify([spanish, english, .. Changed.Select(what => Tampered(english, what)), Foreign(english)]);
        verdicts[..2].ShouldAllBe(verdict => verdict.Signature && verdict.Status && verdict.Errors.Count == 0);
        verdicts[2..^1].ShouldAllBe(verdict => !verdict.Signature && verdict.Errors.Contains("invalid_signature"));
        verdicts[^1].Signature.ShouldBeFalse("its key is not among ours");
    }

    [TestMethod]
    public async Task Badges_Revoked_VerifierOfOthersSaysSoAlsoOfWhatWasSavedBefore()
    {
        var (one, other) = (await Host.Graduate(Diploma.Hard), await Host.Graduate(Diploma.Hard));
        var (saved, kept) = (await Badge(one.Code), await Badge(other.Code));
        (await Verify([saved, kept])).ShouldAllBe(verdict => verdict.Signature && verdict.Status);
        await Host.Revoke(one.Code);
        var verdicts = await Verify([saved, await Badge(one.Code), kept]);
        verdicts.Select(verdict => (verdict.Signature, verdict.Status)).ShouldBe([(true, false), (true, false), (true, true)]);
    }

    [TestMethod]
    public async Task Badges_AccountErased_CountNoMore()
    {
        var graduate = await Host.Graduate(Diploma.Hard);
        var saved = await Badge(graduate.Code);
        await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(graduate.Person.UserId, ct));
            return 0;
        });
        (await Verify([saved])).ShouldHaveSingleItem().ShouldSatisfyAllConditions(v => v.Signature.ShouldBeTrue(), v => v.Status.ShouldBeFalse());
    }

    [TestMethod]
    public async Task Keys_Rotated_EarlierBadgesVerifyUntilTheKeyLeaks()
    {
        var code = (await Host.Graduate(Diploma.Hard)).Code;
        var first = await Badge(code);
        await Rotate(compromised: false);
        var second = await Badge(code);
        Method(second).ShouldNotBe(Method(first));
        (await Verify([first, second])).ShouldAllBe(verdict => verdict.Signature && verdict.Status);
        await Rotate(compromised: true);
        (await Verify([first, second, await Badge(code)])).Select(verdict => verdict.Signature).ShouldBe([false, false, true]);

        static string Method(JsonNode badge) => badge["proof"]!["verificationMethod"]!.GetValue<string>();
        static Task Rotate(bool compromised) => Host.InScope(services => services.GetRequiredService<BadgeKeys>().Replace(compromised, CancellationToken.None));
    }

    private static async Task<JsonNode> Badge(string code, string language = "en") =>
        JsonNode.Parse(await Host.Anonymous().GetStringAsync($"/api/certificates/{code}/badge.json?language={language}")).ShouldNotBeNull();

    private static JsonNode Tampered(JsonNode badge, string what)
    {
        var changed = badge.DeepClone();
        var subject = changed["credentialSubject"]!;
        switch (what)
        {
            case "holder":
                subject["identifier"]![0]!["identityHash"] = "Somebody Else";
                break;
            case "course":
                subject["achievement"]!["name"] = "Another course";
                break;
            case "date":
                changed["validFrom"] = "2020-01-01T00:00:00Z";
                break;
            case "status":
                changed["credentialStatus"]!["statusListIndex"] = "131071";
                break;
            default:
                changed["evidence"]![0]!["narrative"] = "Final exam: 100%.";
                break;
        }

        return changed;
    }

    /// <summary>With the name of a key that we do not have.</summary>
    private static JsonNode Foreign(JsonNode badge)
    {
        var foreign = badge.DeepClone();
        foreign["proof"]!["verificationMethod"] = "did:web:localhost#0123456789abcdef";
        return foreign;
    }

    /// <summary>What the verifier says, with what there is at our addresses now.</summary>
    private async Task<List<Verdict>> Verify(IReadOnlyList<JsonNode> badges)
    {
        var anonymous = Host.Anonymous();
        var documents = new JsonObject
        {
            ["https://localhost/.well-known/did.json"] = JsonNode.Parse(await anonymous.GetStringAsync("/.well-known/did.json")),
            ["https://localhost/api/certificates/status/0"] = JsonNode.Parse(await anonymous.GetStringAsync("/api/certificates/status/0")),
        };
        var file = Path.GetTempFileName();
        try
        {
            var asked = new JsonObject { ["documents"] = documents, ["badges"] = new JsonArray([.. badges.Select(badge => badge.DeepClone())]) };
            await File.WriteAllTextAsync(file, asked.ToJsonString(), TestContext.CancellationToken);
            var lines = await Command.RunAsync(
                "node",
                ["badges.mjs", file],
                await InteropPrograms.Folder(),
                "See Ami.Tests/Interop.",
                TestContext.CancellationToken
            );
            TestContext.WriteLine(lines);
            return
            [
                .. lines
                    .Split('\n', StringSplitOptions.RemoveEmptyEntries)
                    .Select(line => JsonSerializer.Deserialize<Verdict>(line, JsonSerializerOptions.Web).ShouldNotBeNull()),
            ];
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <param name="Signature">Whether it is as we signed it, by a key of ours.</param>
    /// <param name="Status">Whether our list says that it counts.</param>
    /// <param name="Errors">What the verifier calls what is wrong.</param>
    private sealed record Verdict(bool Signature, bool Status, IReadOnlyList<string> Errors);
}
