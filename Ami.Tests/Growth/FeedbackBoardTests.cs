using System.Net;
using Ami.Modules.Growth;
using Ami.TestKit;

namespace Ami.Tests.Growth;

/// <summary>The feedback board as people use it.</summary>
[TestClass]
public sealed class FeedbackBoardTests : ApiTests<FeedbackBoardTests>
{
    private const string Path = "/api/feedback";

    [TestMethod]
    public async Task Post_Idea_IsOnTheBoardWithItsAuthorBehindItAndNamesNobody()
    {
        var (author, reader) = (await Host.SignUp(), await Host.SignUp());
        var idea = await Post(author, "  Charts in the dark ", " First.\r\n\r\nSecond. ");
        (idea.Title, idea.Body, idea.Votes, idea.Voted, idea.Mine, idea.Status).ShouldBe(
            ("Charts in the dark", "First.\n\nSecond.", 1, true, true, FeedbackStatus.Open)
        );
        var seen = await reader.Client.GetStringAsync($"{Path}/{idea.Id}");
        seen.ShouldNotContain(author.UserId.ToString());
        seen.ShouldNotContain(author.Email);
        (await One(reader, idea.Id)).ShouldBe(idea with { Voted = false, Mine = false });
        (await Host.Anonymous().GetAsync(Path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized);
    }

    [TestMethod]
    [DataRow("", "", "feedback.title_invalid", "title")]
    [DataRow("two\nlines", "", "feedback.title_invalid", "title")]
    [DataRow("hidden \u202E direction", "", "feedback.title_invalid", "title")]
    [DataRow("fine", "hidden \u0000 zero", "feedback.body_invalid", "body")]
    public async Task Post_TextThatCannotBeShown_IsRefusedAtItsField(string title, string body, string code, string field)
    {
        var author = await Host.SignUp();
        using var answer = await author.Client.PostOnce(Path, new { title, body });
        answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var refusal = await answer.Refusal();
        refusal.Code.ShouldBe(code);
        refusal.Errors.ShouldNotBeNull().Keys.ShouldBe([field]);
    }

    [TestMethod]
    public async Task Post_ElevenInADay_TheLastIsRefusedUntilTheNext()
    {
        var author = await Host.SignUp();
        for (var i = 0; i < 9; i++)
        {
            await Post(author, $"Idea {i}");
        }

        var tenth = await author.Client.PostOnce(Path, new { title = "Idea 9" }, "tenth").Read<FeedbackView>();
        (await author.Client.PostOnce(Path, new { title = "Idea 9" }, "tenth").Read<FeedbackView>()).Id.ShouldBe(tenth.Id, "sent again, it is the same idea");

        using var answer = await author.Client.PostOnce(Path, new { title = "One too many" });
        answer.StatusCode.ShouldBe(HttpStatusCode.TooManyRequests);
        (await answer.Code()).ShouldBe("feedback.too_many");
        answer.Headers.RetryAfter.ShouldNotBeNull();
        Host.Time.Advance(TimeSpan.FromDays(1));
        await Post(await ApiHost.SignIn(author), "A day later");
    }

    [TestMethod]
    public async Task Vote_TwiceAndAtOnce_CountsOnceForEachPerson()
    {
        var author = await Host.SignUp();
        var idea = await Post(author, "Vote for me");
        var voters = new List<SignedIn>();
        for (var i = 0; i < 4; i++)
        {
            voters.Add(await Host.SignUp());
        }

        await Task.WhenAll(voters.Concat(voters).Select(voter => Vote(voter, idea.Id)));
        (await One(author, idea.Id)).Votes.ShouldBe(5);
        (await TakeBack(voters[0], idea.Id)).ShouldSatisfyAllConditions(one => one.Votes.ShouldBe(4), one => one.Voted.ShouldBeFalse());
        (await TakeBack(voters[0], idea.Id)).Votes.ShouldBe(4);
        (await Vote(voters[0], idea.Id)).Votes.ShouldBe(5);
    }

    [TestMethod]
    public async Task Vote_SixtyOneTimesInAMinute_IsRefused()
    {
        var author = await Host.SignUp();
        var idea = await Post(author, "Vote often");
        for (var i = 0; i < 60; i++)
        {
            await Vote(author, idea.Id);
        }

        using var answer = await author.Client.PutAsync($"{Path}/{idea.Id}/vote", null);
        (await answer.Code()).ShouldBe("feedback.too_many");
    }

    [TestMethod]
    public async Task Vote_UnknownIdea_IsNotFound()
    {
        var voter = await Host.SignUp();
        using var answer = await voter.Client.PutAsync($"{Path}/{Guid.CreateVersion7()}/vote", null);
        (answer.StatusCode, await answer.Code()).ShouldBe((HttpStatusCode.NotFound, "feedback.unknown"));
    }

    [TestMethod]
    public async Task List_SearchedFilteredAndSorted_GivesWhatWasAskedFor()
    {
        var (author, voter) = (await Host.SignUp(), await Host.SignUp());
        var few = await Post(author, "Zebra crossing", "about Ñandúes");
        var many = await Post(author, "Zebra herd");
        await Vote(voter, many.Id);
        Host.Time.Advance(TimeSpan.FromSeconds(1));
        var late = await Post(voter, "Zebra foal");
        (await Ids(author, "?q=zebra&limit=2")).ShouldBe([many.Id, late.Id]);
        (await Ids(author, "?q=zebra&sort=createdAt")).ShouldBe([few.Id, many.Id, late.Id]);
        (await Ids(author, "?q=nandues")).ShouldBe([few.Id]);
        (await Ids(author, "?q=zebra&of=mine&sort=createdAt")).ShouldBe([few.Id, many.Id]);
        (await Ids(voter, "?q=zebra&of=voted&sort=createdAt")).ShouldBe([many.Id, late.Id]);
        (await Ids(author, "?q=zebra&status=done")).ShouldBeEmpty();
        var first = await Page(author, "?q=zebra&limit=2");
        first.Total.ShouldBe(3);
        (await Ids(author, $"?q=zebra&limit=2&cursor={first.NextCursor}")).ShouldBe([few.Id]);
    }

    [TestMethod]
    public async Task Withdraw_OwnIdea_OnlyWhileItIsNobodyElses()
    {
        var (author, voter) = (await Host.SignUp(), await Host.SignUp());
        var idea = await Post(author, "Second thoughts");
        (await voter.Client.DeleteAsync($"{Path}/{idea.Id}").Code()).ShouldBe("feedback.not_yours");
        await Vote(voter, idea.Id);
        (await author.Client.DeleteAsync($"{Path}/{idea.Id}").Code()).ShouldBe("feedback.has_support");
        await TakeBack(voter, idea.Id);
        (await author.Client.DeleteAsync($"{Path}/{idea.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await author.Client.GetAsync($"{Path}/{idea.Id}").Code()).ShouldBe("feedback.unknown");
    }

    internal static Task<FeedbackView> Post(SignedIn person, string title, string? body = null) =>
        person.Client.PostOnce(Path, new { title, body }).Read<FeedbackView>();

    internal static Task<FeedbackView> Vote(SignedIn person, Guid post) => person.Client.PutAsync($"{Path}/{post}/vote", null).Read<FeedbackView>();

    internal static Task<FeedbackView> TakeBack(SignedIn person, Guid post) => person.Client.DeleteAsync($"{Path}/{post}/vote").Read<FeedbackView>();

    internal static Task<FeedbackView> One(SignedIn person, Guid post) => person.Client.Get<FeedbackView>($"{Path}/{post}");

    internal static Task<Page<FeedbackView>> Page(SignedIn person, string query) => person.Client.Get<Page<FeedbackView>>(Path + query);

    private static async Task<IEnumerable<Guid>> Ids(SignedIn person, string query) => (await Page(person, query)).Items.Select(one => one.Id);
}
