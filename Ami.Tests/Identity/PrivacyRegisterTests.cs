using System.Net;
using System.Text.Json;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

/// <summary>What the privacy page says is stored of people, held against what the database can store of them.</summary>
[TestClass]
public sealed class PrivacyRegisterTests : ApiTests<PrivacyRegisterTests>, IApiTests
{
    [TestMethod]
    public async Task Register_EveryTableThatSaysSomethingOfPeople_IsNamed()
    {
        var schema = await PersonalSchema.Read(Host.Database.Owner);
        schema.Unnamed(await Kept()).ShouldBeEmpty("these say something of people, and no KeptData of an IPersonalData names them");
        schema.Missing(await Kept()).ShouldBeEmpty("the register names tables that do not exist");
    }

    [TestMethod]
    public async Task Register_OneTableLessOrWrong_IsFound()
    {
        var (schema, kept) = (await PersonalSchema.Read(Host.Database.Owner), await Kept());
        foreach (var table in kept.SelectMany(one => one.Tables).Distinct().Except(PersonalSchema.SaysNothingByItself))
        {
            schema.Unnamed([.. kept.Select(one => one with { Tables = [.. one.Tables.Where(other => other != table)] })]).ShouldContain(table);
        }

        schema.Missing([.. kept, kept[0] with { Tables = ["core.nowhere"] }]).ShouldBe(["core.nowhere"]);
    }

    [TestMethod]
    public async Task Register_Words_AreThereInBothLanguagesOnce()
    {
        var kept = await Kept();
        kept.Select(one => one.Key).ShouldBeUnique();
        foreach (var text in kept.SelectMany(one => (Translated?[])[one.Title, one.What, one.Why, one.HowLong, one.Remains, one.SeenBy]).OfType<Translated>())
        {
            text.Es.ShouldNotBeNullOrWhiteSpace();
            text.En.ShouldNotBeNullOrWhiteSpace();
            text.Es.ShouldNotBe(text.En);
        }
    }

    [TestMethod]
    public async Task Privacy_Anybody_ReadsTheRegisterInTheirLanguage()
    {
        using var answer = await Host.Anonymous().GetAsync("/api/privacy?language=en");
        answer.StatusCode.ShouldBe(HttpStatusCode.OK);
        answer.Headers.CacheControl?.ToString().ShouldBe("public, max-age=3600");
        var (kept, english) = (await Kept(), await answer.Read<GetPrivacy.PrivacyView>());
        english.Items.Select(item => (item.Key, item.What)).ShouldBe(kept.Select(one => (one.Key, one.What.En)));
        var spanish = await Host.Anonymous().Get<GetPrivacy.PrivacyView>("/api/privacy?language=es");
        spanish.Items.Select(item => item.Remains).ShouldBe(kept.Select(one => one.Remains?.Es));
        JsonSerializer.Serialize(english).ShouldNotContain("identity.users", customMessage: "tables are nobody's business");
    }

    private static Task<IReadOnlyList<KeptData>> Kept() => Host.InScope(services => Task.FromResult(services.GetRequiredService<PersonalDataSet>().Kept));
}
