using Ami.TestKit;

namespace Ami.Tests.Core;

[TestClass]
public sealed class SearchTextTests
{
    [TestMethod]
    [DataRow(null)]
    [DataRow("  ")]
    public void Patterns_NothingAsked_None(string? query) => SearchText.Patterns(query).ShouldBeEmpty();

    [TestMethod]
    public void Patterns_Words_EachAnywhereOrShortOnesAtTheStartOfAWord() => SearchText.Patterns(" José PÉREZ jo ").ShouldBe(["%jose%", "%perez%", "% jo%"]);

    [TestMethod]
    public void Patterns_WildcardsAndOddCharacters_AreTakenLiterally()
    {
        SearchText.Patterns(@"100% a_b c:\d").ShouldBe([@"%100\%%", @"%a\_b%", @"%c:\\d%"]);
        SearchText.Patterns("a\0b\uFFFE\ud800").ShouldHaveSingleItem();
    }

    [TestMethod]
    public async Task Plain_AsTheDatabaseDoesIt()
    {
        const string Names = "José ÑANDÚ Zoë Ægir Łukasz ΑΘΗΝΑ";
        var database = await TestServers.CreateDatabase();
        (await CoreHost.Scalar<string>(database.App, $"select core.plain('{Names}')")).ShouldBe(SearchText.Plain(Names));
    }
}
