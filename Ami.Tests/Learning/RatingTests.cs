using System.IO.Compression;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Identity.Contracts;
using Ami.Modules.Learning;
using Ami.TestKit;
using Ami.Tests.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Learning;

/// <summary>Ratings of courses: by whoever did half, once each, and what staff do about them.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class RatingTests : ApiTests<RatingTests>
{
    private static CourseSource _course = Shelf.Free;

    /// <summary>A course of its own for each test, so that figures are those of the test.</summary>
    [TestInitialize]
    public async Task Publish()
    {
        _course = Shelf.Course($"rated-{Guid.CreateVersion7():N}", "free", "Un curso", "A course", "Algo.", "Something.");
        await Host.Publish([_course]);
    }

    [TestMethod]
    public async Task Rate_BeforeHalfIsDone_IsRefused_AndThenTaken()
    {
        var person = (await Host.SignUp()).Client;
        (await Ratings(person)).Missing.ShouldBe(2);
        await person.Complete(_course, "first");
        using var early = await Put(person, 0, 5);
        (early.StatusCode, await early.Code()).ShouldBe((HttpStatusCode.Conflict, "learning.rating_too_early"));
        ((string?)JsonNode.Parse(await early.Content.ReadAsStringAsync())!["missing"]).ShouldBe("1");
        await person.Complete(_course, "second");
        (await Put(person, 0, 5, " Muy\nclaro ").Read<OwnRating>()).ShouldBe((await Ratings(person)).Mine);
        var seen = await Ratings(Host.Anonymous());
        (seen.Figures.Count, seen.Figures.Mean, seen.Mine, seen.Missing).ShouldBe((1, null, null, null));
        seen.Texts.Items.ShouldHaveSingleItem().Text.ShouldBe("Muy\nclaro");
    }

    [TestMethod]
    public async Task Rate_AgainAndAtOnce_IsOneOfAPerson()
    {
        var person = await Student();
        var answers = await Task.WhenAll(Enumerable.Range(1, 4).Select(stars => Put(person, 0, stars)));
        answers.Count(answer => answer.IsSuccessStatusCode).ShouldBe(1);
        var mine = (await Ratings(person)).Mine.ShouldNotBeNull();
        var changed = await Put(person, mine.Version, 3, "x").Read<OwnRating>();
        using var late = await Put(person, mine.Version, 1);
        (await late.Code()).ShouldBe("learning.rating_changed");
        ((int?)JsonNode.Parse(await late.Content.ReadAsStringAsync())!["current"]!["version"]).ShouldBe(changed.Version);
        (await Ratings(person)).Figures.Stars.ShouldBe([0, 0, 1, 0, 0]);
        (await person.DeleteAsync($"/api/courses/{_course.Id}/rating")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.DeleteAsync($"/api/courses/{_course.Id}/rating")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Ratings(person)).Figures.Count.ShouldBe(0);
    }

    [TestMethod]
    [DataRow(0, "", "learning.rating_stars")]
    [DataRow(6, "", "learning.rating_stars")]
    [DataRow(3, "a\u202Eb", "learning.rating_text")]
    public async Task Rate_NoRating_SaysWhatIsWrong(int stars, string text, string code)
    {
        var person = await Student();
        (await Put(person, 0, stars, text).Code()).ShouldBe(code);
        (await Put(person, 0, 3, new string('x', RateCourse.LongestText + 1)).Code()).ShouldBe("learning.rating_text");
        (await person.PutAsJsonAsync($"/api/courses/{Guid.CreateVersion7()}/rating", new RateCourseRequest(0, 3)).Code()).ShouldBe("learning.course_unknown");
        (await Ratings(person)).Mine.ShouldBeNull();
    }

    [TestMethod]
    public async Task Hide_IsNeitherShownNorCounted_UntilStaffShowIt()
    {
        var author = await Host.SignUp();
        await author.Client.Finish(_course);
        await Put(author.Client, 0, 1, "palabrota inusual").Read<OwnRating>();
        var staff = (await Host.SignUpStaff(Roles.Support)).Client;
        var row = (await staff.Get<Page<RatingRow>>("/api/admin/ratings?q=palabrota%20inusual")).Items.First(one => one.Course == _course.Slug);
        (await author.Client.PostAsJsonAsync($"/api/admin/ratings/{row.Id}/hide", Hiding()).Code()).ShouldBe("auth.forbidden");
        (await Hide(staff, row.Id, "a\u202Eb").Code()).ShouldBe("learning.hiding_note_invalid");
        (await Hide(staff, row.Id, " said so ").Read<RatingRow>()).HiddenNote.ShouldBe("said so");
        (await Hide(staff, row.Id).Code()).ShouldBe("learning.rating_already_hidden");
        (await Hide(staff, Guid.CreateVersion7()).Code()).ShouldBe("learning.rating_unknown");

        var seen = await Ratings(author.Client);
        (seen.Figures.Count, seen.Texts.Items.Count, seen.Mine?.HiddenReason).ShouldBe((0, 0, HidingReason.Offensive));
        await Put(author.Client, seen.Mine!.Version, 1, "changed since").Read<OwnRating>();
        (await Ratings(Host.Anonymous())).Figures.Count.ShouldBe(0, "its author cannot bring it back");
        (await author.Client.DeleteAsync($"/api/courses/{_course.Id}/rating").Code()).ShouldBe("learning.rating_hidden");
        (await Put(author.Client, 0, 5, "as if new").Code()).ShouldBe("learning.rating_changed");
        (await Ratings(Host.Anonymous())).Figures.Count.ShouldBe(0, "nor with a new one in its place");

        (await staff.PostAsync($"/api/admin/ratings/{row.Id}/show", null).Read<RatingRow>()).HiddenReason.ShouldBeNull();
        (await staff.PostAsync($"/api/admin/ratings/{row.Id}/show", null).Code()).ShouldBe("learning.rating_not_hidden");
        (await Ratings(Host.Anonymous())).Figures.Count.ShouldBe(1);
        (
            await CoreHost.Scalar<string>(
                Host.Database.Owner,
                $"select string_agg(action, ' ' order by at, action) from core.audit_entries where action like 'learning.rating-%' and subject_id = '{author.UserId}'"
            )
        ).ShouldBe("learning.rating-hidden learning.rating-shown");
    }

    [TestMethod]
    public async Task Person_WhoLeaves_TakesWhatTheyWroteAlong_AndNobodyElses()
    {
        var (leaving, staying) = (await Host.SignUp(), await Host.SignUp());
        foreach (var person in new[] { leaving, staying })
        {
            await person.Client.Finish(_course);
            await Put(person.Client, 0, 4, "escrito aquí").Read<OwnRating>();
            var lesson = _course.LessonId("first");
            await person.Client.PutAsJsonAsync($"/api/notes/{Guid.CreateVersion7()}", new KeepNoteRequest(0, lesson, "apuntado aquí")).Read<NoteView>();
            (await person.Client.PutAsync($"/api/lessons/{lesson}/bookmark", null)).EnsureSuccessStatusCode();
        }

        var archive = await Exported(leaving);
        archive.ShouldContain("escrito aqu");
        archive.ShouldContain("apuntado aqu");
        archive.ShouldContain("added_at");
        await Host.InScope(async services =>
        {
            await services.GetRequiredService<UnitOfWork>().Run(ct => services.GetRequiredService<PersonalDataSet>().Erase(leaving.UserId, ct));
            return 0;
        });
        (await Left(leaving)).ShouldBe(0);
        (await Left(staying)).ShouldBe(3);
    }

    private static Task<string> Exported(SignedIn person) =>
        Host.InScope(async services =>
        {
            using var stream = new MemoryStream();
            await services.GetRequiredService<PersonalDataSet>().Export(person.UserId, stream, CancellationToken.None);
            stream.Position = 0;
            using var zip = new ZipArchive(stream);
            var written = "";
            foreach (var name in (string[])["notes", "bookmarks", "ratings"])
            {
                using var file = new StreamReader(zip.Entries.Single(entry => entry.FullName == $"learning/{name}.json").Open());
                written += await file.ReadToEndAsync();
            }

            return written;
        });

    private static Task<long> Left(SignedIn person) =>
        CoreHost.Scalar<long>(
            Host.Database.Owner,
            $"""
            select (select count(*) from learning.notes where user_id = '{person.UserId}') + (select count(*) from learning.bookmarks where user_id = '{person.UserId}')
                + (select count(*) from learning.ratings where user_id = '{person.UserId}')
            """
        );

    private static StaffRatings.HideRequest Hiding(string? note = null) => new(HidingReason.Offensive, note);

    private static Task<HttpResponseMessage> Hide(HttpClient staff, Guid id, string? note = null) =>
        staff.PostAsJsonAsync($"/api/admin/ratings/{id}/hide", Hiding(note), Answers.Json);

    private static async Task<HttpClient> Student()
    {
        var person = (await Host.SignUp()).Client;
        await person.Finish(_course);
        return person;
    }

    private static Task<HttpResponseMessage> Put(HttpClient person, int version, int stars, string? text = null) =>
        person.PutAsJsonAsync($"/api/courses/{_course.Id}/rating", new RateCourseRequest(version, stars, text), Answers.Json);

    private static Task<CourseRatingsView> Ratings(HttpClient person) => person.Get<CourseRatingsView>($"/api/courses/{_course.Id}/ratings");
}
