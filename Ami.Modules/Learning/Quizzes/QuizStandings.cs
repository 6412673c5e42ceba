using Ami.Modules.Learning.Contracts;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Logging;

namespace Ami.Modules.Learning;

/// <summary>
/// Where people stand with quizzes, and the one place that ends attempts: one change of a person's quiz at a time. Whoever asks after the time of an attempt is
/// over finds it ended, whether or not anything had ended it before.
/// </summary>
internal sealed class QuizStandings(
    UnitOfWork unitOfWork,
    LearningDb db,
    Progress progress,
    IPracticeCards cards,
    Earning earning,
    TimeProvider time,
    ILogger<QuizStandings> logger
)
{
    /// <summary>Does something with where a person stands, alone; gives nothing where the lesson is no quiz.</summary>
    public Task<T?> With<T>(Guid lesson, Guid userId, Func<QuizStanding, CancellationToken, Task<T>> work, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await unitOfWork.Hold($"learning.quiz:{userId}/{lesson}", ct);
                return await Of(lesson, userId, ct) is { } standing ? await work(standing, ct) : default;
            },
            cancellationToken
        );

    /// <summary>Loads the questions of an attempt, once.</summary>
    public async Task Fill(Attempt attempt, CancellationToken cancellationToken)
    {
        if (attempt.Questions.Count > 0)
        {
            return;
        }

        await db
            .AttemptQuestions.Include(question => question.Question)
            .Where(question => question.AttemptId == attempt.Id)
            .OrderBy(question => question.Position)
            .LoadAsync(cancellationToken);
        if (attempt.Questions.Exists(question => question.Question.Kind == QuestionKind.Replay))
        {
            var played = await db.Scenes.Where(scene => scene.AttemptId == attempt.Id).Select(scene => scene.Position).ToListAsync(cancellationToken);
            attempt.Questions.ForEach(question => question.IsPlayed = played.Contains(question.Position));
        }
    }

    /// <summary>Ends an attempt with what was answered: its score stands, its quiz may be passed, and what was wrong is practised.</summary>
    public async Task Close(QuizStanding standing, Attempt attempt, AttemptEnd by, DateTimeOffset at, CancellationToken cancellationToken)
    {
        // Whether right answers could be seen, and the quiz was passed, is asked of how it was before.
        var seen = standing.Attempts.Where(one => Reveal.Of(one, standing.IsSettled)).ToHashSet();
        var wasPassed = standing.IsPassed;
        await Fill(attempt, cancellationToken);
        // Where clocks go back, or differ, it ends no earlier than it began.
        var end = at < attempt.StartedAt ? attempt.StartedAt : at;
        await CloseScenes(attempt, end, cancellationToken);
        foreach (var question in attempt.Questions)
        {
            question.Earned ??= Scoring.Earned(question.Question, question.Answer);
        }

        (attempt.Earned, attempt.SubmittedAt, attempt.EndedBy) = (attempt.Questions.Sum(question => question.Earned), end, by);
        (attempt.Passed, attempt.Reached) = (attempt.Score?.Reaches(attempt.PassMark), standing.Grade?.Reaches(attempt.PassMark));
        await db.SaveChangesAsync(cancellationToken);
        if (!wasPassed && standing.IsPassed)
        {
            await progress.Complete(attempt.LessonId, attempt.UserId, cancellationToken);
        }

        List<Attempt> revealed = [.. standing.Attempts.Where(one => Reveal.Of(one, standing.IsSettled) && !seen.Contains(one))];
        await Practise(revealed, cancellationToken);
        await Earn(attempt, !wasPassed && standing.IsPassed ? standing.Quiz : null, revealed, end, cancellationToken);
    }

    /// <summary>
    /// Passing earns, and so does each chart exercise of which every check was passed, once that may be seen: points tell it. Who answered nothing did not learn
    /// on that day.
    /// </summary>
    private Task Earn(Attempt attempt, Quiz? passed, IReadOnlyList<Attempt> revealed, DateTimeOffset end, CancellationToken cancellationToken)
    {
        var sources = revealed
            .SelectMany(one => one.Questions)
            .Where(asked => asked.Question.Kind == QuestionKind.Replay && asked.Earned == asked.Question.Points * Scoring.Parts)
            .Select(asked => ExperienceRules.Exercise(asked.Question))
            .Concat(passed is null ? [] : [ExperienceRules.Quiz(attempt.LessonId, passed.IsFinal)])
            .ToList();
        return attempt.Questions.Exists(asked => asked.Answer is not null)
            ? earning.Learn(attempt.UserId, end, sources, cancellationToken)
            : earning.Get(attempt.UserId, end, sources, cancellationToken);
    }

    private async Task CloseScenes(Attempt attempt, DateTimeOffset end, CancellationToken cancellationToken)
    {
        foreach (var scene in await db.Scenes.Where(scene => scene.AttemptId == attempt.Id && scene.FinishedAt == null).ToListAsync(cancellationToken))
        {
            SceneEnd.Close(attempt.Questions.Single(question => question.Position == scene.Position), scene, end, logger);
        }
    }

    private async Task<QuizStanding?> Of(Guid lesson, Guid userId, CancellationToken cancellationToken)
    {
        if (await db.Quizzes.AsNoTracking().SingleOrDefaultAsync(quiz => quiz.LessonId == lesson, cancellationToken) is not { } quiz)
        {
            return null;
        }

        // Held also against erasing the person meanwhile.
        var attempts = await db
            .Attempts.FromSql($"select * from learning.attempts where lesson_id = {lesson} and user_id = {userId} order by number for update")
            .ToListAsync(cancellationToken);
        var now = time.GetUtcNow();
        // As exact as the database keeps it, so that an answer says what will be read.
        var standing = new QuizStanding(quiz, attempts, now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond)));
        if (standing.Open is { EndsAt: { } end } late && late.IsOver(now))
        {
            await Close(standing, late, AttemptEnd.Time, end, cancellationToken);
        }

        return standing;
    }

    /// <summary>
    /// Whether somebody is in the middle of an exam of the course: an attempt at another lesson of it whose right answers may not be seen yet. The quizzes of a
    /// course ask of one bank.
    /// </summary>
    public Task<bool> IsInExam(Lesson lesson, Guid userId, DateTimeOffset now, CancellationToken cancellationToken) =>
        db.Attempts.AnyAsync(
            attempt =>
                attempt.UserId == userId
                && attempt.LessonId != lesson.Id
                && attempt.SubmittedAt == null
                && (attempt.EndsAt == null || attempt.EndsAt > now)
                && (attempt.Answers == AnswersShown.AfterPass || attempt.Answers == AnswersShown.Never)
                && db.Lessons.Any(one => one.Id == attempt.LessonId && one.CourseId == lesson.CourseId && one.RemovedAt == null)
                && db.Quizzes.Any(quiz => quiz.LessonId == attempt.LessonId),
            cancellationToken
        );

    /// <summary>What somebody got wrong last becomes cards of theirs, once right answers may be seen: a card tells them.</summary>
    private async Task Practise(IReadOnlyList<Attempt> revealed, CancellationToken cancellationToken)
    {
        var last = new Dictionary<(string Topic, string Key), AttemptQuestion>();
        foreach (var attempt in revealed)
        {
            await Fill(attempt, cancellationToken);
            foreach (var asked in attempt.Questions.Where(asked => asked.Answer is not null))
            {
                last[(asked.Question.Topic, asked.Question.Key)] = asked;
            }
        }

        var wrong = last.Values.Where(asked => MistakeCard.IsMistake(asked)).ToList();
        if (wrong.Count == 0)
        {
            return;
        }

        var (course, topics) = (wrong[0].Question.CourseId, wrong.Select(asked => asked.Question.Topic).Distinct().ToList());
        var lessons = await db
            .Lessons.Where(lesson => lesson.CourseId == course && topics.Contains(lesson.Key))
            .ToDictionaryAsync(lesson => lesson.Key, lesson => lesson.Id, cancellationToken);
        foreach (var asked in wrong)
        {
            await cards.Add(MistakeCard.Of(asked, revealed[0].UserId, lessons[asked.Question.Topic]), cancellationToken);
        }
    }
}
