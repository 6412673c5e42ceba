using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Learning;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>What people ask and answer about lessons, and what staff do about it.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class DiscussionTests : ApiTests<DiscussionTests>
{
    private static CourseSource _course = Shelf.Free;

    private static Guid First => _course.LessonId("first");

    /// <summary>A course of its own for each test, so that what is said is the test's.</summary>
    [TestInitialize]
    public async Task Publish()
    {
        _course = Shelf.Course($"discussed-{Guid.CreateVersion7():N}", "free", "Un curso", "A course", "Algo.", "Something.");
        await Host.Publish([_course]);
    }

    [TestMethod]
    public async Task Thread_AskedAndAnswered_IsSeenByNameAndItsAskerHears()
    {
        var (asker, helper) = (await Reader(), await Reader());
        var thread = await Write(asker.Client, "¿Por qué un stop?\nNo lo veo.");
        (thread.IsMine, thread.Version, thread.EditedAt, thread.Replies).ShouldBe((true, 1, null, 0));
        var reply = await Write(helper.Client, " Para limitar la pérdida. ", thread.Id);
        (reply.Text, reply.ThreadId).ShouldBe(("Para limitar la pérdida.", thread.Id));
        await Write(asker.Client, "Gracias", thread.Id);

        var seen = (await Threads(helper.Client)).ShouldHaveSingleItem();
        (seen.Author, seen.Text, seen.Replies, seen.IsMine, seen.IsTeam).ShouldBe((await NameOf(asker.UserId), thread.Text, 2, false, false));
        (await Replies(asker.Client, thread.Id)).Select(p => p.Text).ShouldBe(["Para limitar la pérdida.", "Gracias"]);
        (await asker.Client.Get<PostView>($"/api/posts/{reply.Id}")).Id.ShouldBe(thread.Id);
        (await Told(asker.UserId, DiscussionMessages.Replied.Name)).ShouldBe(1);
        (await Told(helper.UserId, DiscussionMessages.Replied.Name)).ShouldBe(0);
    }

    [TestMethod]
    public async Task Write_TheSameAgainAndAtOnce_IsOnePost_AndAnOlderVersionIsRefused()
    {
        var person = (await Reader()).Client;
        var id = Guid.CreateVersion7();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Put(person, id, 0, "Lo mismo")));
        answers.ShouldAllBe(answer => answer.IsSuccessStatusCode);
        (await Threads(person)).ShouldHaveSingleItem();
        (await Put(person, id, 1, "Mejor").Read<PostView>()).EditedAt.ShouldNotBeNull();
        using var late = await Put(person, id, 1, "Tarde");
        (await late.Code()).ShouldBe("learning.post_changed");
        ((string?)JsonNode.Parse(await late.Content.ReadAsStringAsync())!["current"]!["text"]).ShouldBe("Mejor");
        (await Put((await Reader()).Client, id, 0, "De otro").Code()).ShouldBe("learning.post_id_used");
        (await Put(person, Guid.CreateVersion7(), 0, "a\u202Eb").Code()).ShouldBe("learning.post_text");
        (await Put(person, Guid.CreateVersion7(), 0, new string('x', Post.LongestText + 1)).Code()).ShouldBe("learning.post_text");
    }

    [TestMethod]
    public async Task Discussion_WithoutTheCourse_IsReadOfPreviewsAlone()
    {
        _course = Shelf.Course($"sold-{Guid.CreateVersion7():N}", "sold", "Un curso", "A course", "Algo.", "Something.", ", \"prices\": { \"USD\": 9 }");
        await Host.Publish([_course]);
        var (reader, stranger) = (await Host.SignUpStaff(Roles.Instructor), (await Reader()).Client);
        var open = await Write(reader.Client, "De la muestra");
        var closed = await Put(reader.Client, Guid.CreateVersion7(), 0, "De lo pagado", lesson: _course.LessonId("second")).Read<PostView>();
        (await Threads(stranger)).ShouldHaveSingleItem().IsTeam.ShouldBeTrue();
        (await Put(stranger, Guid.CreateVersion7(), 0, "Yo también").Code()).ShouldBe("learning.discussion_closed");
        foreach (var path in (string[])[$"/api/lessons/{closed.LessonId}/discussion", $"/api/posts/{closed.Id}", $"/api/posts/{closed.Id}/replies"])
        {
            (await stranger.GetAsync(path).Code()).ShouldBe("learning.not_bought", path);
            (await Host.Anonymous().GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, path);
        }

        (await stranger.PutAsync($"/api/posts/{closed.Id}/vote", null).Code()).ShouldBe("learning.not_bought");
        (await Put(reader.Client, Guid.CreateVersion7(), 0, "x", closed.Id).Code()).ShouldBe("learning.post_unknown", "a thread of another lesson");
        (await Put(reader.Client, Guid.CreateVersion7(), 0, "x", (await Write(reader.Client, "y", open.Id)).Id).Code()).ShouldBe(
            "learning.post_unknown",
            "an answer is answered in its thread"
        );
    }

    [TestMethod]
    public async Task Vote_HoweverOften_CountsOnceOfEach()
    {
        var author = await Reader();
        var post = await Write(author.Client, "Una pista");
        var voters = new[] { (await Reader()).Client, (await Reader()).Client };
        await Task.WhenAll(voters.SelectMany(v => Enumerable.Range(0, 3).Select(_ => v.PutAsync($"/api/posts/{post.Id}/vote", null))));
        var seen = await voters[0].Get<PostView>($"/api/posts/{post.Id}");
        (seen.Votes, seen.HasVoted).ShouldBe((2, true));
        await voters[0].DeleteAsync($"/api/posts/{post.Id}/vote");
        (await voters[0].Get<PostView>($"/api/posts/{post.Id}")).Votes.ShouldBe(1);
        (await author.Client.PutAsync($"/api/posts/{post.Id}/vote", null).Code()).ShouldBe("learning.own_post");
    }

    [TestMethod]
    public async Task Remove_ByItsAuthor_KeepsThePlaceOfWhatWasAnswered()
    {
        var (asker, helper) = (await Reader(), await Reader());
        var (answered, alone) = (await Write(asker.Client, "Con respuesta"), await Write(asker.Client, "Sin respuesta"));
        await Write(helper.Client, "Respuesta", answered.Id);
        await helper.Client.PutAsJsonAsync($"/api/posts/{alone.Id}/report", new { reason = "offTopic" });
        foreach (var post in (PostView[])[answered, alone])
        {
            (await helper.Client.DeleteAsync($"/api/posts/{post.Id}").Code()).ShouldBe("learning.post_unknown", "another's");
            (await asker.Client.DeleteAsync($"/api/posts/{post.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
            (await asker.Client.DeleteAsync($"/api/posts/{post.Id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        var left = (await Threads(helper.Client)).ShouldHaveSingleItem();
        (left.Id, left.Text, left.Author, left.RemovedBy).ShouldBe((answered.Id, null, null, RemovedBy.Author));
        (await Scalar($"select reports from learning.posts where id = '{alone.Id}'")).ShouldBe(0, "there is nothing to look at any more");
        (await Put(asker.Client, answered.Id, 1, "Otra vez").Code()).ShouldBe("learning.post_removed");
        (await Put(helper.Client, Guid.CreateVersion7(), 0, "Más", answered.Id).Code()).ShouldBe("learning.post_removed");
    }

    [TestMethod]
    public async Task Report_IsLookedAtByStaff_WhoRemoveWithAReason_AndRestore()
    {
        var (author, reader) = (await Reader(), await Reader());
        var post = await Write(author.Client, $"Compra mi señal {_course.Slug}");
        for (var i = 0; i < 2; i++)
        {
            (await reader.Client.PutAsJsonAsync($"/api/posts/{post.Id}/report", new { reason = "advertising" })).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        }

        (await reader.Client.Get<PostView>($"/api/posts/{post.Id}")).HasReported.ShouldBeTrue();

        (await author.Client.PutAsJsonAsync($"/api/posts/{post.Id}/report", new { reason = "offTopic" }).Code()).ShouldBe("learning.own_post");
        (await reader.Client.GetAsync("/api/admin/posts")).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        var staff = (await Host.SignUpStaff(Roles.Support)).Client;
        var row = (await staff.Get<Page<PostRow>>($"/api/admin/posts?state=reported&q={_course.Slug}")).Items.ShouldHaveSingleItem();
        (row.Reports, row.Reasons.ShouldHaveSingleItem(), row.UserId).ShouldBe((1, HidingReason.Advertising, author.UserId));

        var removed = await staff.PostAsJsonAsync($"/api/admin/posts/{post.Id}/remove", new { reason = "advertising", note = "seen" }).Read<PostRow>();
        (removed.Reports, removed.RemovedBy, removed.RemovedNote).ShouldBe((0, RemovedBy.Team, "seen"));
        (await Threads(reader.Client)).ShouldBeEmpty();
        var mine = (await Threads(author.Client)).ShouldHaveSingleItem();
        (mine.Text, mine.RemovedBy, mine.RemovedReason).ShouldBe((null, RemovedBy.Team, HidingReason.Advertising));
        (await reader.Client.Get<PostView>($"/api/posts/{post.Id}")).RemovedReason.ShouldBeNull();
        (await Told(author.UserId, DiscussionMessages.Removed.Name)).ShouldBe(1);
        (await staff.PostAsJsonAsync($"/api/admin/posts/{post.Id}/remove", new { reason = "offTopic" }).Code()).ShouldBe("learning.post_removed");
        (await staff.PostAsync($"/api/admin/posts/{post.Id}/restore", null)).StatusCode.ShouldBe(HttpStatusCode.OK);
        (await Threads(reader.Client)).ShouldHaveSingleItem().Text.ShouldBe(post.Text);
        (await staff.PostAsync($"/api/admin/posts/{post.Id}/restore", null).Code()).ShouldBe("learning.post_not_removed");

        await Report();
        (await Scalar($"select reports from learning.posts where id = '{post.Id}'")).ShouldBe(0, "staff looked at it as it is");
        await Put(author.Client, post.Id, post.Version, "Otra cosa").Read<PostView>();
        (await reader.Client.Get<PostView>($"/api/posts/{post.Id}")).HasReported.ShouldBeFalse();
        await Report();
        (await Scalar($"select reports from learning.posts where id = '{post.Id}'")).ShouldBe(1, "it was changed since");

        Task Report() => reader.Client.PutAsJsonAsync($"/api/posts/{post.Id}/report", new { reason = "advertising" });
    }

    [TestMethod]
    public async Task Remove_OfAnAnswer_ShowsItsAuthorWhy()
    {
        var (asker, helper) = (await Reader(), await Reader());
        var thread = await Write(asker.Client, "¿Por qué?");
        var reply = await Write(helper.Client, "Porque sí", thread.Id);
        var staff = (await Host.SignUpStaff(Roles.Support)).Client;
        await staff.PostAsJsonAsync($"/api/admin/posts/{reply.Id}/remove", new { reason = "offTopic" }).Read<PostRow>();
        (await Threads(asker.Client)).ShouldHaveSingleItem().Replies.ShouldBe(0);
        (await Replies(asker.Client, thread.Id)).ShouldBeEmpty();
        (await Threads(helper.Client)).ShouldHaveSingleItem().Replies.ShouldBe(1);
        (await Replies(helper.Client, thread.Id)).ShouldHaveSingleItem().RemovedReason.ShouldBe(HidingReason.OffTopic);
    }

    [TestMethod]
    public async Task Write_TooMuchInAnHour_IsRefused()
    {
        var person = (await Reader()).Client;
        for (var i = 0; i < WritePosts.MostInAnHour; i++)
        {
            await Write(person, $"Número {i}");
        }

        (await Put(person, Guid.CreateVersion7(), 0, "Uno más").Code()).ShouldBe("learning.too_many_posts");
    }

    [TestMethod]
    public async Task Erase_LeavesThePlaceOfWhatWasAnswered_WithoutWhatItSaid()
    {
        var (asker, helper) = (await Reader(), await Reader());
        var thread = await Write(asker.Client, "Con mi secreto");
        var reply = await Write(helper.Client, "Respuesta", thread.Id);
        await asker.Client.PutAsync($"/api/posts/{reply.Id}/vote", null);
        await asker.Client.PutAsJsonAsync($"/api/posts/{reply.Id}/report", new { reason = "offTopic" });
        await helper.Client.PutAsJsonAsync($"/api/posts/{thread.Id}/report", new { reason = "personalData" });
        await Host.InScope(services =>
            services
                .GetRequiredService<UnitOfWork>()
                .Run(
                    async ct =>
                    {
                        await DiscussionArchive.Erase(asker.UserId, services.GetRequiredService<LearningDb>(), ct);
                        return 0;
                    },
                    CancellationToken.None
                )
        );
        var left = (await Threads(helper.Client)).ShouldHaveSingleItem();
        (left.Text, left.Author, left.RemovedBy).ShouldBe((null, null, RemovedBy.Author));
        (await Replies(helper.Client, thread.Id)).ShouldHaveSingleItem().Votes.ShouldBe(0);
        var kept = await Host.InScope(services => services.GetRequiredService<LearningDb>().Posts.AsNoTracking().Where(p => p.LessonId == First).ToListAsync());
        kept.ShouldAllBe(p => p.UserId == helper.UserId || p.UserId == null && p.Text == "");
        kept.ShouldAllBe(p => p.Reports == 0);
    }

    private static Task<int> Scalar(string sql) => CoreHost.Scalar<int>(Host.Database.Owner, sql);

    private static Task<long> Told(Guid userId, string kind) =>
        CoreHost.Scalar<long>(
            Host.Database.Owner,
            $"select count(*) from core.outbox_events where name = 'notifications.message-requested.v1' and user_id = '{userId}' and payload::text like '%{kind}%'"
        );

    /// <summary>Somebody who may read the course.</summary>
    private static Task<SignedIn> Reader() => Host.SignUp();

    private static async Task<string?> NameOf(Guid userId) =>
        (await Host.InScope(services => services.GetRequiredService<IPersonDirectory>().Find(userId)))?.DisplayName;

    private static Task<PostView> Write(HttpClient person, string text, Guid? thread = null) =>
        Put(person, Guid.CreateVersion7(), 0, text, thread).Read<PostView>();

    private static Task<HttpResponseMessage> Put(HttpClient person, Guid id, int version, string text, Guid? thread = null, Guid? lesson = null) =>
        person.PutAsJsonAsync($"/api/posts/{id}", new WritePostRequest(version, lesson ?? First, text, thread));

    private static async Task<IReadOnlyList<PostView>> Threads(HttpClient person) =>
        (await person.Get<Page<PostView>>($"/api/lessons/{First}/discussion")).Items;

    private static async Task<IReadOnlyList<PostView>> Replies(HttpClient person, Guid thread) =>
        (await person.Get<Page<PostView>>($"/api/posts/{thread}/replies")).Items;
}
