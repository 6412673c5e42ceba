using System.Security.Claims;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>Takes quizzes: begins, answers, finishes. Who may is asked with each request; a closed course neither shows nor takes anything.</summary>
internal sealed class TakeQuiz(UnitOfWork unitOfWork, LearningDb db, ReadLesson lessons, QuizStandings standings, Progress progress)
{
    /// <param name="Attempt">It.</param>
    /// <param name="IsNew">Whether it began with this request.</param>
    public sealed record Begun(AttemptView Attempt, bool IsNew);

    public Task<Kept<QuizView>> Look(Guid lesson, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        With(lesson, person, (standing, _, _) => Task.FromResult(new Kept<QuizView>(QuizViews.Of(standing), null)), cancellationToken);

    public Task<Kept<Begun>> Start(Guid lesson, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        With(
            lesson,
            person,
            async (standing, opened, ct) =>
            {
                var isInExam = await standings.IsInExam(opened.Lesson, person.UserId(), standing.Now, ct);
                if (isInExam && (standing.Open is null || Reveal.CouldTell(standing.Open)))
                {
                    return new Kept<Begun>(null, LearningErrors.ExamUnderway);
                }

                if (standing.Open is { } open)
                {
                    return new Kept<Begun>(new Begun(await View(open, standing, ct), false), null);
                }

                if (standing.Next is { Allowed: false, At: var at })
                {
                    return new Kept<Begun>(null, at is { } from ? LearningErrors.QuizWait(from) : LearningErrors.NoAttemptLeft);
                }

                if (await Begin(standing, opened.Lesson, person.UserId(), ct) is not { } attempt)
                {
                    return new Kept<Begun>(null, LearningErrors.QuizUnknown);
                }

                if (opened.Reach is not null)
                {
                    await progress.Enrol(opened.Lesson.CourseId, person.UserId(), ct);
                }

                return new Kept<Begun>(new Begun(QuizViews.Of(attempt, standing), true), null);
            },
            cancellationToken
        );

    public Task<Kept<AttemptView>> Read(Guid lesson, Guid id, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        WithAttempt(lesson, id, person, async (standing, attempt, ct) => new Kept<AttemptView>(await View(attempt, standing, ct), null), cancellationToken);

    /// <summary>Keeps an answer; the same again changes nothing. Where another was kept meanwhile, the refusal comes with it.</summary>
    public Task<Kept<QuestionView>> Answer(
        Guid lesson,
        Guid id,
        int position,
        AnswerRequest request,
        ClaimsPrincipal person,
        CancellationToken cancellationToken
    ) =>
        WithAttempt(
            lesson,
            id,
            person,
            async (standing, attempt, ct) =>
            {
                await standings.Fill(attempt, ct);
                if (attempt.Questions.Find(question => question.Position == position) is not { } asked)
                {
                    return new Kept<QuestionView>(null, LearningErrors.QuestionUnknown);
                }

                var refusal = Keep(attempt, asked, request, standing.Now);
                await db.SaveChangesAsync(ct);
                return new Kept<QuestionView>(QuizViews.Of(attempt, asked, standing), refusal);
            },
            cancellationToken
        );

    /// <summary>Finishes an attempt; again, it changes nothing.</summary>
    public Task<Kept<AttemptView>> Submit(Guid lesson, Guid id, ClaimsPrincipal person, CancellationToken cancellationToken) =>
        WithAttempt(
            lesson,
            id,
            person,
            async (standing, attempt, ct) =>
            {
                if (attempt.SubmittedAt is null)
                {
                    await standings.Close(standing, attempt, AttemptEnd.Student, standing.Now, ct);
                }

                return new Kept<AttemptView>(await View(attempt, standing, ct), null);
            },
            cancellationToken
        );

    private static Error? Keep(Attempt attempt, AttemptQuestion asked, AnswerRequest request, DateTimeOffset now)
    {
        var answer = request.Answer is null ? null : AnswerPlaces.Take(asked, request.Answer);
        if (asked.Question.Kind == QuestionKind.Replay || (request.Answer is not null && answer is null))
        {
            return LearningErrors.AnswerInvalid;
        }

        if (QuestionAnswer.AreSame(asked.Answer, answer))
        {
            return null;
        }

        if (attempt.EndedBy is { } ended)
        {
            return ended == AttemptEnd.Time ? LearningErrors.QuizTimeOver : LearningErrors.AttemptOver;
        }

        if (Reveal.IsFinal(attempt, asked) || request.Version != asked.Version)
        {
            return Reveal.IsFinal(attempt, asked) ? LearningErrors.AnswerFinal : LearningErrors.AnswerChanged;
        }

        (asked.Answer, asked.AnsweredAt, asked.Version) = (answer, answer is null ? null : now, asked.Version + 1);
        if (Reveal.IsFinal(attempt, asked))
        {
            asked.Earned = Scoring.Earned(asked.Question, answer);
        }

        return null;
    }

    /// <returns>Null when the lesson has just become another kind.</returns>
    private async Task<Attempt?> Begin(QuizStanding standing, Lesson lesson, Guid userId, CancellationToken cancellationToken)
    {
        // What is drawn and what it is drawn from are of one publishing.
        await unitOfWork.Share(PublishCourses.Lock, cancellationToken);
        if (await db.Quizzes.AsNoTracking().SingleOrDefaultAsync(one => one.LessonId == lesson.Id, cancellationToken) is not { } quiz)
        {
            return null;
        }

        var id = TimeOrderedId.New(standing.Now);
        var bank = await db.Questions.Where(question => question.CourseId == lesson.CourseId && question.RetiredAt == null).ToListAsync(cancellationToken);
        var drawn = Draw.For(id, quiz.Draw, bank);
        var attempt = new Attempt
        {
            Id = id,
            LessonId = lesson.Id,
            UserId = userId,
            Number = standing.Attempts.Count + 1,
            StartedAt = standing.Now,
            EndsAt = quiz.TimeLimitMinutes is { } minutes ? standing.Now.AddMinutes(minutes) : null,
            PassMark = quiz.PassMark,
            Answers = quiz.Answers,
            Points = drawn.Sum(asked => asked.Question.Points),
        };
        attempt.Questions.AddRange(drawn);
        db.Attempts.Add(attempt);
        await db.SaveChangesAsync(cancellationToken);
        return attempt;
    }

    private async Task<AttemptView> View(Attempt attempt, QuizStanding standing, CancellationToken cancellationToken)
    {
        await standings.Fill(attempt, cancellationToken);
        return QuizViews.Of(attempt, standing);
    }

    /// <summary>Does something with an attempt of a person, alone, if they may: to whatever is in it there is no other way.</summary>
    public Task<Kept<T>> WithAttempt<T>(
        Guid lesson,
        Guid id,
        ClaimsPrincipal person,
        Func<QuizStanding, Attempt, CancellationToken, Task<Kept<T>>> work,
        CancellationToken cancellationToken
    )
        where T : class =>
        With(
            lesson,
            person,
            async (standing, opened, ct) =>
                standing.Attempts.SingleOrDefault(attempt => attempt.Id == id) is not { } attempt ? new Kept<T>(null, LearningErrors.AttemptUnknown)
                : Reveal.CouldTell(attempt) && await standings.IsInExam(opened.Lesson, person.UserId(), standing.Now, ct)
                    ? new Kept<T>(null, LearningErrors.ExamUnderway)
                : await work(standing, attempt, ct),
            cancellationToken
        );

    private async Task<Kept<T>> With<T>(
        Guid lesson,
        ClaimsPrincipal person,
        Func<QuizStanding, (Lesson Lesson, CourseReach? Reach), CancellationToken, Task<Kept<T>>> work,
        CancellationToken cancellationToken
    )
        where T : class
    {
        if (!(await lessons.Open(lesson, person, cancellationToken)).Try(out var opened, out var refused))
        {
            return new Kept<T>(null, refused);
        }

        return
            opened.Lesson.Kind != LessonKind.Article
            && await standings.With(lesson, person.UserId(), async (standing, ct) => (Kept<T>?)await work(standing, opened, ct), cancellationToken) is { } done
            ? done
            : new Kept<T>(null, LearningErrors.QuizUnknown);
    }
}
