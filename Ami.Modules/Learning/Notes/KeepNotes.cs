using System.Security.Claims;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A note as it is kept.</summary>
/// <param name="Id">The client's.</param>
/// <param name="Version">What to send with the next change.</param>
/// <param name="LessonId">Which lesson it is about.</param>
/// <param name="Heading">Which heading of it, from 1; null for all of it.</param>
/// <param name="HeadingEs">What that was called when it was chosen, in Spanish.</param>
/// <param name="HeadingEn">The same in English.</param>
/// <param name="Text">Markdown, as plain text.</param>
/// <param name="UpdatedAt">When it was changed last.</param>
internal sealed record NoteView(Guid Id, int Version, Guid LessonId, int? Heading, string? HeadingEs, string? HeadingEn, string Text, DateTimeOffset UpdatedAt)
{
    public static NoteView Of(Note note) => new(note.Id, note.Version, note.LessonId, note.Heading, note.HeadingEs, note.HeadingEn, note.Text, note.UpdatedAt);
}

/// <summary>A note as it is to be from now on.</summary>
/// <param name="Version">The version that the client saw; 0 for a new note.</param>
/// <param name="LessonId">Which lesson it is about, for good.</param>
/// <param name="Text">Markdown, as plain text.</param>
/// <param name="Heading">Which heading of it, from 1; null for all of it.</param>
internal sealed record KeepNoteRequest(int Version, Guid LessonId, string Text, int? Heading = null);

/// <summary>
/// A person's notes. Sending the same again changes nothing; a change that was made to an older version than what is there is refused, and the refusal says what
/// is there (<c>current</c>). Whoever may not read a lesson any more still has what they wrote.
/// </summary>
internal sealed class KeepNotes(LearningDb db, Keeper keeper, ReadLesson reading)
{
    public const int Most = 2_000;
    public const int MostOfLesson = 50;
    public const int LongestText = 10_000;

    public static void Map(IEndpointRouteBuilder endpoints)
    {
        var notes = endpoints.MapGroup("/api/notes").RequireAuthorization().WithTags("Notes");
        notes
            .MapPut("/{id}", Put)
            .RefuseImpersonation()
            .WithName("KeepNote")
            .WithSummary("Makes a note on a lesson that the signed-in user may read, or changes the version of it that the client saw.");
        notes
            .MapDelete("/{id}", Remove)
            .RefuseImpersonation()
            .WithName("DeleteNote")
            .WithSummary("Deletes a note; with `version` only if it is still the one the client saw.");
    }

    private static async Task<Results<Ok<NoteView>, ProblemHttpResult>> Put(
        Guid id,
        KeepNoteRequest request,
        ClaimsPrincipal user,
        KeepNotes notes,
        CancellationToken cancellationToken
    ) => (await notes.Keep(id, request, user, cancellationToken)).ToHttp(NoteView.Of);

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id,
        int? version,
        ClaimsPrincipal user,
        LearningDb db,
        Keeper keeper,
        CancellationToken cancellationToken
    ) => (await keeper.Delete(db, Shelf(user.UserId()), id, version, cancellationToken)).ToDeleted(NoteView.Of);

    private async Task<Kept<Note>> Keep(Guid id, KeepNoteRequest request, ClaimsPrincipal user, CancellationToken cancellationToken)
    {
        if (!IsText(request.Text))
        {
            return new(null, NoteErrors.Text);
        }

        var userId = user.UserId();
        var before = await db.Notes.AsNoTracking().SingleOrDefaultAsync(n => n.UserId == userId && n.Id == id, cancellationToken);
        var (heading, es, en) = (before?.Heading, before?.HeadingEs, before?.HeadingEn);
        if (before is null || before.Heading != request.Heading)
        {
            if (!(await reading.Open(request.LessonId, user, cancellationToken)).Try(out var opened, out var refused))
            {
                return new(null, refused);
            }

            if (!TryName(opened.Lesson, request.Heading, out es, out en))
            {
                return new(null, NoteErrors.Heading);
            }

            heading = request.Heading;
        }

        var wanted = new Wanted<Note>(
            request.Version,
            _ => New(userId, id, request.LessonId),
            found => found.Text == request.Text && found.Heading == heading && found.LessonId == request.LessonId,
            found => (found.Text, found.Heading, found.HeadingEs, found.HeadingEn) = (request.Text, heading, es, en)
        )
        {
            Objection = async (found, ct) =>
                found is not null
                    ? found.LessonId == request.LessonId
                        ? null
                        : NoteErrors.Lesson
                    : await db.Notes.CountAsync(n => n.UserId == userId && n.LessonId == request.LessonId, ct) >= MostOfLesson
                        ? NoteErrors.TooManyHere
                        : null,
        };
        return await keeper.Keep(db, Shelf(userId), id, wanted, cancellationToken);
    }

    /// <summary>Something to see, and nothing that a field of text does not give.</summary>
    private static bool IsText(string? text) =>
        text is { Length: <= LongestText }
        && !string.IsNullOrWhiteSpace(text)
        && !text.Any(c => char.IsControl(c) && c is not ('\n' or '\t'))
        && !text.EnumerateRunes().Contains(Rune.ReplacementChar);

    private static bool TryName(Lesson lesson, int? heading, out string? es, out string? en)
    {
        (es, en) = (null, null);
        if (heading is not { } number)
        {
            return true;
        }

        var (spanish, english) = (LessonText.Read(lesson.BodyEs).Headings, LessonText.Read(lesson.BodyEn).Headings);
        if (number < 1 || number > spanish.Count || number > english.Count)
        {
            return false;
        }

        (es, en) = (spanish[number - 1], english[number - 1]);
        return true;
    }

    private static Shelf<Note> Shelf(Guid userId) => new($"learning.notes:{userId}", n => n.UserId == userId, Most, NoteErrors.Shelf);

    private static Note New(Guid userId, Guid id, Guid lesson) =>
        new()
        {
            UserId = userId,
            Id = id,
            LessonId = lesson,
            Text = "",
            Version = 0,
            UpdatedAt = default,
        };
}
