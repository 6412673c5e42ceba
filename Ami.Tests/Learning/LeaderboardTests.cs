using System.Net;
using System.Text.Json;
using Ami.Modules.Learning;
using Ami.TestKit;

namespace Ami.Tests.Learning;

/// <summary>Whoever wants to be compared is, and nobody else; whoever leaves is gone at once.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class LeaderboardTests : ApiTests<LeaderboardTests>
{
    [TestInitialize]
    public async Task Publish()
    {
        Host.Time.ToNoon();
        await Host.Publish(Shelf.All);
    }

    [TestMethod]
    public async Task Look_WhoJoinedAlone_AreSeen()
    {
        // A week of its own: nobody else is in it.
        Host.Time.Advance(TimeSpan.FromDays(14));
        var (ana, bea, shy) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client, (await Host.SignUp()).Client);
        await Learn(ana, "first", "second");
        await Learn(bea, "first");
        await Learn(shy, "first", "second", "third");
        (await ana.Leaderboard()).Mine.ShouldBeNull();
        (await ana.Join("  Ana   Pérez ").Read<PlayerView>()).Name.ShouldBe("Ana Pérez");
        await bea.Join("Bea").Read<PlayerView>();
        var seen = await shy.Leaderboard();
        (seen.IsNow, seen.Mine, seen.Week).ShouldBe((true, null, EarnedWeek.Of(Host.Time.GetUtcNow())));
        seen.Lines.ShouldBe([new LeaderboardLine(1, "Ana Pérez", 40, false), new LeaderboardLine(2, "Bea", 20, false)]);
        await Learn(bea, "second");
        var tied = await bea.Leaderboard();
        tied.Lines.Select(line => (line.Rank, line.Points)).ShouldBe([(1, 40), (1, 40)]);
        tied.Mine.ShouldBe(new LeaderboardLine(1, "Bea", 40, true));
        (await ana.Leave()).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await bea.Leaderboard()).Lines.ShouldHaveSingleItem().Name.ShouldBe("Bea");
        (await ana.Leave()).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ana.Experience()).Total.ShouldBe(40, "what was earned stays");
        JsonSerializer.Serialize(seen).ShouldNotContain("UserId");
    }

    [TestMethod]
    public async Task Join_AgainAndAtOnce_KeepsTheCodeAndTakesTheName()
    {
        var person = (await Host.SignUp()).Client;
        var none = await person.Get<PlayerView>("/api/me/leaderboard");
        none.ShouldBe(new PlayerView(null, null, null));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => person.Join("Ana")));
        var first = await person.Get<PlayerView>("/api/me/leaderboard");
        var second = await person.Join("Ana María").Read<PlayerView>();
        (second.Name, second.Code, second.Since).ShouldBe(("Ana María", first.Code, first.Since));
        foreach (var name in new[] { "A", "4na", "Аna", "A\u202Ena", new string('a', 41), "" })
        {
            (await person.Join(name).Code()).ShouldBe("learning.player_name_invalid");
        }
    }

    [TestMethod]
    public async Task Look_OtherWeeks_ShowsThoseFromJoiningOn()
    {
        var who = await Host.SignUp();
        await Learn(who.Client, "first");
        var before = EarnedWeek.Of(Host.Time.GetUtcNow());
        Host.Time.Advance(TimeSpan.FromDays(7));
        var person = (await ApiHost.SignIn(who)).Client;
        await Learn(person, "second");
        await person.Join("Later").Read<PlayerView>();
        Host.Time.Advance(TimeSpan.FromDays(7));
        person = (await ApiHost.SignIn(who)).Client;
        var last = await person.Leaderboard($"?week={before.AddDays(7):yyyy-MM-dd}");
        (last.IsNow, last.Mine?.Points).ShouldBe((false, 20));
        var earlier = await person.Leaderboard($"?week={before:yyyy-MM-dd}");
        earlier.Lines.ShouldNotContain(line => line.IsMe);
        earlier.Mine.ShouldBeNull("what was before joining is nobody's business");
        (await person.Leaderboard()).Mine.ShouldBe(new LeaderboardLine(null, "Later", 0, true));
        (await person.GetAsync($"/api/leaderboard?week={before.AddDays(1):yyyy-MM-dd}").Code()).ShouldBe("learning.week_invalid");
        (await person.GetAsync($"/api/leaderboard?week={before.AddDays(21):yyyy-MM-dd}").Code()).ShouldBe("learning.week_invalid");
    }

    [TestMethod]
    public async Task Friends_WhoBothSaidYes_SeeEachOther()
    {
        var (ana, bea, eve) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client, (await Host.SignUp()).Client);
        await Learn(ana, "first");
        var code = (await ana.Join("Ana").Read<PlayerView>()).Code.ShouldNotBeNull();
        (await bea.AskFriend(code).Code()).ShouldBe("learning.not_on_leaderboard");
        await bea.Join("Bea").Read<PlayerView>();
        await eve.Join("Eve").Read<PlayerView>();
        (await ana.AskFriend(code).Code()).ShouldBe("learning.friend_code_own");
        (await bea.AskFriend("0000-0000-0000-0000").Code()).ShouldBe("learning.friend_code_unknown");
        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => bea.AskFriend(code.ToLowerInvariant())));
        var asked = (await bea.Friends()).Asked.ShouldHaveSingleItem();
        asked.Name.ShouldBe("Ana");
        (await Names(bea)).ShouldBe(["Bea"]);
        (await bea.Accept(asked.Id).Code()).ShouldBe("learning.friend_unknown", "only who was asked can say yes");
        (await eve.Accept(asked.Id).Code()).ShouldBe("learning.friend_unknown");
        (await eve.EndFriendship(asked.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ana.Friends()).Waiting.ShouldHaveSingleItem().Name.ShouldBe("Bea");
        (await ana.Accept(asked.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await ana.Accept(asked.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Names(bea)).ShouldBe(["Ana", "Bea"]);
        (await Names(ana)).ShouldBe(["Ana", "Bea"]);
        (await Names(eve)).ShouldBe(["Eve"]);
        (await bea.EndFriendship(asked.Id)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Names(ana)).ShouldBe(["Ana"]);
    }

    [TestMethod]
    public async Task Ask_EachOther_IsAYes_AndLeavingEndsIt()
    {
        var (ana, bea) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        var codes = new[] { await ana.Join("Ana").Read<PlayerView>(), await bea.Join("Bea").Read<PlayerView>() };
        await Task.WhenAll(ana.AskFriend(codes[1].Code!), bea.AskFriend(codes[0].Code!));
        (await ana.Friends()).Friends.ShouldHaveSingleItem().Name.ShouldBe("Bea");
        await bea.Leave();
        var left = await ana.Friends();
        (left.Friends.Count, left.Asked.Count, left.Waiting.Count).ShouldBe((0, 0, 0));
        (await ana.AskFriend(codes[1].Code!).Code()).ShouldBe("learning.friend_code_unknown", "her code is nobody's any more");
    }

    private static async Task Learn(HttpClient person, params IReadOnlyList<string> keys)
    {
        foreach (var key in keys)
        {
            (await person.Complete(Shelf.Free, key)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }
    }

    private static async Task<IReadOnlyList<string>> Names(HttpClient person) =>
        [.. (await person.Leaderboard("?among=friends")).Lines.Select(line => line.Name).Order(StringComparer.Ordinal)];
}
