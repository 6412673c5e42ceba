using System.Net;
using System.Net.Http.Json;
using Ami.Modules.Growth;
using Ami.Modules.Notifications;
using Ami.Modules.Notifications.Features;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using static Ami.Tests.Growth.FeedbackBoardTests;

namespace Ami.Tests.Growth;

/// <summary>What staff do on the feedback board, and what people learn of it.</summary>
[TestClass]
public sealed class FeedbackStaffTests : StaffedApiTests<FeedbackStaffTests>
{
    private const string Staff = "/api/admin/feedback";

    [TestMethod]
    [Needs<NotificationsModule>]
    public async Task Answer_DecisionAndReply_TellsAuthorAndVotersOnce()
    {
        var (author, voter, other) = (await Host.SignUp(), await Host.SignUp(), await Host.SignUp());
        var idea = await Post(author, "Told once");
        await Vote(voter, idea.Id);
        var row = await Answer(idea.Id, "planned", "Next month.");
        (row.Status, row.Reply, row.AuthorId).ShouldBe((FeedbackStatus.Planned, "Next month.", (Guid?)author.UserId));
        await Host.DispatchEvents();
        (await News(author)).ShouldBe(["“Told once”: planned"]);
        (await News(voter)).ShouldBe(["“Told once”: planned"]);
        (await News(other)).ShouldBeEmpty();

        await Answer(idea.Id, "planned", "Next week.");
        await Answer(idea.Id, "planned", "Next week.");
        await Host.DispatchEvents();
        (await News(voter)).ShouldBe(["We answered “Told once”", "“Told once”: planned"]);
        await Answer(idea.Id, "planned", null);
        await Host.DispatchEvents();
        (await News(voter)).Count().ShouldBe(2);
        (await One(other, idea.Id)).Reply.ShouldBeNull();
    }

    [TestMethod]
    [Needs<NotificationsModule>]
    public async Task Answer_DecidedDifferentlyBeforeItIsTold_TellsTheLastDecisionAlone()
    {
        var author = await Host.SignUp();
        var idea = await Post(author, "Changing minds");
        await Answer(idea.Id, "planned", null);
        await Answer(idea.Id, "declined", null);
        await Host.DispatchEvents();
        (await News(author)).ShouldBe(["“Changing minds”: declined"]);
    }

    [TestMethod]
    public async Task Merge_VotersOfBoth_CountOnceAndComeApartAgain()
    {
        var (first, second, both) = (await Host.SignUp(), await Host.SignUp(), await Host.SignUp());
        var kept = await Post(first, "Kept");
        var duplicate = await Post(second, "Duplicate");
        await Vote(both, kept.Id);
        await Vote(both, duplicate.Id);
        (await Merge(duplicate.Id, kept.Id).Read<FeedbackRow>()).ShouldSatisfyAllConditions(r => r.Votes.ShouldBe(3), r => r.Duplicates.ShouldBe(1));

        // The duplicate leads to what counts, for its voters, too.
        (await One(second, duplicate.Id)).ShouldSatisfyAllConditions(one => one.Id.ShouldBe(kept.Id), one => one.Voted.ShouldBeTrue());
        (await Page(second, "?q=duplicate")).Items.ShouldBeEmpty();
        (await Vote(second, duplicate.Id)).Votes.ShouldBe(3);
        (await TakeBack(both, kept.Id)).Votes.ShouldBe(2);
        (await Vote(both, duplicate.Id)).Votes.ShouldBe(3);

        var apart = await Admin.Client.DeleteAsync($"{Staff}/{duplicate.Id}/merge").Read<FeedbackRow>();
        (apart.Votes, apart.MergedInto).ShouldBe((1, null));
        (await One(first, kept.Id)).Votes.ShouldBe(2);
        (await Admin.Client.DeleteAsync($"{Staff}/{duplicate.Id}/merge").Code()).ShouldBe("feedback.not_merged");
    }

    [TestMethod]
    public async Task Merge_InAChain_ComesApartAtTheLinkThatIsUndone()
    {
        var people = new List<SignedIn> { await Host.SignUp(), await Host.SignUp(), await Host.SignUp() };
        var (a, b, c) = (await Post(people[0], "Chain A"), await Post(people[1], "Chain B"), await Post(people[2], "Chain C"));
        await Merge(a.Id, b.Id);
        (await Merge(b.Id, c.Id).Read<FeedbackRow>()).Votes.ShouldBe(3);
        (await Merge(a.Id, c.Id).Code()).ShouldBe("feedback.already_merged");
        (await Merge(c.Id, a.Id).Code()).ShouldBe("feedback.target_merged");
        (await Merge(c.Id, c.Id).Code()).ShouldBe("feedback.into_itself");
        await Admin.Client.DeleteAsync($"{Staff}/{b.Id}/merge");
        (await One(people[0], a.Id)).ShouldSatisfyAllConditions(one => one.Id.ShouldBe(b.Id), one => one.Votes.ShouldBe(2));
        (await One(people[2], c.Id)).Votes.ShouldBe(1);
    }

    [TestMethod]
    public async Task Merge_WhileOthersVote_LosesAndDoublesNobody()
    {
        var (kept, duplicate) = (await Post(await Host.SignUp(), "Busy kept"), await Post(await Host.SignUp(), "Busy duplicate"));
        var voters = new List<SignedIn>();
        for (var i = 0; i < 6; i++)
        {
            voters.Add(await Host.SignUp());
        }

        var votes = voters.SelectMany(voter => new[] { Vote(voter, kept.Id), Vote(voter, duplicate.Id) }).ToList();
        var merging = Merge(duplicate.Id, kept.Id);
        await Task.WhenAll(votes);
        (await merging).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await One(voters[0], kept.Id)).Votes.ShouldBe(8);
    }

    [TestMethod]
    public async Task Remove_WithDuplicates_TheyStandForThemselvesFirst()
    {
        var author = await Host.SignUp();
        var (kept, duplicate) = (await Post(author, "Advertising"), await Post(author, "More of it"));
        await Merge(duplicate.Id, kept.Id);
        (await Admin.Client.DeleteAsync($"{Staff}/{kept.Id}").Code()).ShouldBe("feedback.has_duplicates");
        (await Admin.Client.DeleteAsync($"{Staff}/{duplicate.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Admin.Client.DeleteAsync($"{Staff}/{kept.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Admin.Client.DeleteAsync($"{Staff}/{kept.Id}").Code()).ShouldBe("feedback.unknown");
    }

    [TestMethod]
    public async Task List_AndExport_HoldWhatMatches()
    {
        var author = await Host.SignUp();
        var (kept, duplicate) = (await Post(author, "Quokka one"), await Post(author, "Quokka two"));
        await Merge(duplicate.Id, kept.Id);
        (await Rows("?q=quokka")).ShouldBe([kept.Id]);
        (await Rows("?q=quokka&merged=only")).ShouldBe([duplicate.Id]);
        (await Rows("?q=quokka&merged=shown&sort=createdAt")).ShouldBe([kept.Id, duplicate.Id]);
        var file = await Support.Client.GetStringAsync($"{Staff}/export.csv?q=quokka&merged=shown");
        file.ShouldContain(kept.Id.ToString());
        file.ShouldContain(duplicate.Id.ToString());
        file.ShouldNotContain(author.UserId.ToString());
    }

    [TestMethod]
    public async Task Erase_Person_TakesTheirVotesAndIdeasAndLeavesWhatOthersStandBehind()
    {
        var (leaving, staying) = (await Host.SignUp(), await Host.SignUp());
        var (alone, shared, foreign) = (await Post(leaving, "Nobody else's"), await Post(leaving, "Others', too"), await Post(staying, "Somebody else's"));
        await Vote(staying, shared.Id);
        await Vote(leaving, foreign.Id);
        var left = await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(leaving.UserId, ct));
            return await services.GetRequiredService<GrowthDb>().Posts.AsNoTracking().ToDictionaryAsync(p => p.Id);
        });
        left.ShouldNotContainKey(alone.Id);
        (left[shared.Id].UserId, left[shared.Id].Votes).ShouldBe((null, 1));
        left[foreign.Id].Votes.ShouldBe(1);
    }

    private static Task<FeedbackRow> Answer(Guid post, string status, string? reply) =>
        Support.Client.PutAsJsonAsync($"{Staff}/{post}/answer", new { status, reply }).Read<FeedbackRow>();

    private static Task<HttpResponseMessage> Merge(Guid post, Guid into) => Admin.Client.PostAsJsonAsync($"{Staff}/{post}/merge", new { into });

    private static async Task<IEnumerable<Guid>> Rows(string query) => (await Support.Client.Get<Page<FeedbackRow>>(Staff + query)).Items.Select(r => r.Id);

    /// <summary>Titles of what somebody was told of the board, newest first.</summary>
    private static async Task<IEnumerable<string>> News(SignedIn person) =>
        (await person.Client.Get<Page<GetNotifications.NotificationView>>("/api/notifications?language=en"))
            .Items.Where(one => one.Kind.StartsWith("growth.", StringComparison.Ordinal))
            .Select(one => one.Title);
}
