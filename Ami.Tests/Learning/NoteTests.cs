using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Ami.Modules.Learning;
using Ami.TestKit;
using Ami.Tests.Core;

namespace Ami.Tests.Learning;

/// <summary>Notes and bookmarks: one's own, found again as they were left, and never overwritten unseen.</summary>
[TestClass]
[Needs<LearningModule>]
public sealed class NoteTests : ApiTests<NoteTests>
{
    private static readonly Guid Lesson = Shelf.Free.LessonId("first");

    [TestInitialize]
    public async Task Publish() => await Host.Publish(Shelf.All);

    [TestMethod]
    public async Task Keep_Changed_IsFoundAgainAndGoesWhenDeleted()
    {
        var (person, other) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        var id = Guid.CreateVersion7();
        var made = await Put(person, id, 0, "Mía").Read<NoteView>();
        (made.Version, made.Heading).ShouldBe((1, null));
        var changed = await Put(person, id, 1, "Otra\n\tcosa", heading: 1).Read<NoteView>();
        (changed.Version, changed.HeadingEs, changed.HeadingEn).ShouldBe((2, "Texto first", "Text first"));
        (await Notes(person)).Notes.ShouldHaveSingleItem().ShouldBe(changed);

        (await Notes(other)).Notes.ShouldBeEmpty();
        (await Put(other, id, 1, "Suya").Code()).ShouldBe("learning.note_unknown");
        (await other.DeleteAsync($"/api/notes/{id}")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Notes(person)).Notes.ShouldHaveSingleItem();

        (await person.DeleteAsync($"/api/notes/{id}?version=1").Code()).ShouldBe("learning.note_changed");
        (await person.DeleteAsync($"/api/notes/{id}?version=2")).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await Put(person, id, 2, "Otra").Code()).ShouldBe("learning.note_unknown");
        (await Notes(person)).Notes.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_ToAnOlderVersion_IsRefusedWithWhatIsThere()
    {
        var person = (await Host.SignUp()).Client;
        var id = Guid.CreateVersion7();
        await Put(person, id, 0, "uno").Read<NoteView>();
        await Put(person, id, 1, "dos").Read<NoteView>();
        using var late = await Put(person, id, 1, "tres");
        (late.StatusCode, await late.Code()).ShouldBe((HttpStatusCode.Conflict, "learning.note_changed"));
        var current = JsonNode.Parse(await late.Content.ReadAsStringAsync())!["current"].ShouldNotBeNull();
        ((int?)current["version"], (string?)current["text"]).ShouldBe((2, "dos"));
        // An answer was lost, and the same is sent again.
        (await Put(person, id, 1, "dos").Read<NoteView>()).Version.ShouldBe(2);
    }

    [TestMethod]
    [DataRow(0, "", null, "learning.note_text")]
    [DataRow(0, " \n ", null, "learning.note_text")]
    [DataRow(0, "a\u0000b", null, "learning.note_text")]
    [DataRow(0, "a", 0, "learning.note_heading")]
    [DataRow(0, "a", 2, "learning.note_heading")]
    [DataRow(-1, "a", null, "learning.note_version")]
    public async Task Keep_NoNote_SaysWhatIsWrong(int version, string text, int? heading, string code)
    {
        var person = (await Host.SignUp()).Client;
        (await Put(person, Guid.CreateVersion7(), version, text, heading).Code()).ShouldBe(code);
        (await Put(person, Guid.CreateVersion7(), 0, new string('x', KeepNotes.LongestText + 1)).Code()).ShouldBe("learning.note_text");
        (await Notes(person)).Notes.ShouldBeEmpty();
    }

    [TestMethod]
    public async Task Keep_OnALessonThatIsClosed_IsRefused_AndWhatWasWrittenBeforeStays()
    {
        var person = await Host.SignUp();
        var closed = Shelf.Sold.LessonId("second");
        (await Put(person.Client, Guid.CreateVersion7(), 0, "x", lesson: closed).Code()).ShouldBe("learning.not_bought");
        (await Put(person.Client, Guid.CreateVersion7(), 0, "x", lesson: Guid.CreateVersion7()).Code()).ShouldBe("learning.lesson_unknown");
        var id = Guid.CreateVersion7();
        await CoreHost.Scalar<long>(
            Host.Database.Owner,
            $"with written as (insert into learning.notes (user_id, id, lesson_id, text, version, updated_at) values ('{person.UserId}', '{id}', '{closed}', 'before', 1, now()) returning 1) select count(*) from written"
        );
        (await Put(person.Client, id, 1, "still mine", lesson: closed).Read<NoteView>()).Text.ShouldBe("still mine");
        (await Put(person.Client, id, 2, "still mine", heading: 1, lesson: closed).Code()).ShouldBe("learning.not_bought");
        (await Put(person.Client, id, 2, "moved").Code()).ShouldBe("learning.note_lesson");
    }

    [TestMethod]
    public async Task Keep_BeyondTheMostOfALesson_IsRefused()
    {
        var person = (await Host.SignUp()).Client;
        foreach (var number in Enumerable.Range(1, KeepNotes.MostOfLesson))
        {
            await Put(person, Guid.CreateVersion7(), 0, $"Nota {number}").Read<NoteView>();
        }

        (await Put(person, Guid.CreateVersion7(), 0, "Una más").Code()).ShouldBe("learning.too_many_lesson_notes");
    }

    [TestMethod]
    public async Task Mine_Searched_HoldsThoseWithTheWords_LatestFirst()
    {
        var (person, other) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        foreach (var text in (string[])["La esperanza", "Otra cosa", "esperanzas"])
        {
            await Put(person, Guid.CreateVersion7(), 0, text).Read<NoteView>();
            Host.Time.Advance(TimeSpan.FromMinutes(1));
        }

        await Put(other, Guid.CreateVersion7(), 0, "esperanza de otro").Read<NoteView>();
        var found = await person.Get<Page<NoteRow>>("/api/me/notes?q=ESPERÁNZA");
        found.Items.Select(note => note.Text).ShouldBe(["esperanzas", "La esperanza"]);
        (found.Items[0].Lesson.Course, found.Items[0].Lesson.Key).ShouldBe(("open", "first"));
        (await person.Get<Page<NoteRow>>("/api/me/notes")).Items.Count.ShouldBe(3);
    }

    [TestMethod]
    public async Task Bookmark_SetAndClearedTwice_IsSetAndClearedOnce()
    {
        var (person, other) = ((await Host.SignUp()).Client, (await Host.SignUp()).Client);
        var address = $"/api/lessons/{Shelf.Sold.LessonId("second")}/bookmark";
        var answers = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => person.PutAsync(address, null)));
        answers.ShouldAllBe(answer => answer.StatusCode == HttpStatusCode.NoContent);
        var row = (await person.Get<MyNotes.BookmarkList>("/api/me/bookmarks")).Items.ShouldHaveSingleItem();
        (row.Lesson.Course, row.Lesson.Key).ShouldBe(("sold", "second"));
        (await other.Get<MyNotes.BookmarkList>("/api/me/bookmarks")).Items.ShouldBeEmpty();
        (await person.Get<LessonNotes>($"/api/lessons/{Shelf.Sold.LessonId("second")}/notes")).IsBookmarked.ShouldBeTrue();
        await person.DeleteAsync(address);
        (await person.DeleteAsync(address)).StatusCode.ShouldBe(HttpStatusCode.NoContent);
        (await person.Get<MyNotes.BookmarkList>("/api/me/bookmarks")).Items.ShouldBeEmpty();
        (await person.PutAsync($"/api/lessons/{Guid.CreateVersion7()}/bookmark", null).Code()).ShouldBe("learning.lesson_unknown");
    }

    private static Task<HttpResponseMessage> Put(HttpClient person, Guid id, int version, string text, int? heading = null, Guid? lesson = null) =>
        person.PutAsJsonAsync($"/api/notes/{id}", new KeepNoteRequest(version, lesson ?? Lesson, text, heading), Answers.Json);

    private static Task<LessonNotes> Notes(HttpClient person) => person.Get<LessonNotes>($"/api/lessons/{Lesson}/notes");
}
