using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Learning;

/// <summary>Each minute ends the attempts whose time is over and that nobody came back to, so that whoever closed the page has a score too.</summary>
internal sealed class CloseAttempts(IServiceScopeFactory scopes, TimeProvider time)
{
    public const string Name = "learning.close-attempts";

    private const int Most = 500;

    public async Task Close(JobRun run, CancellationToken cancellationToken)
    {
        var failures = new List<Exception>();
        foreach (var (lesson, userId) in await Due(cancellationToken))
        {
            try
            {
                await using var scope = scopes.CreateAsyncScope();
                // Asking where somebody stands ends what is over.
                await scope.ServiceProvider.GetRequiredService<QuizStandings>().With(lesson, userId, (_, _) => Task.FromResult(true), cancellationToken);
                run.Did(1);
            }
            catch (Exception exception) when (exception is not OperationCanceledException)
            {
                // One that cannot be ended keeps nobody else waiting; the run fails with it.
                failures.Add(exception);
            }
        }

        if (failures.Count > 0)
        {
            throw new AggregateException(failures);
        }
    }

    private async Task<List<(Guid Lesson, Guid UserId)>> Due(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var (db, now) = (scope.ServiceProvider.GetRequiredService<LearningDb>(), time.GetUtcNow());
        var due = await db
            .Attempts.Where(attempt => attempt.SubmittedAt == null && attempt.EndsAt <= now && db.Quizzes.Any(quiz => quiz.LessonId == attempt.LessonId))
            .OrderBy(attempt => attempt.EndsAt)
            .Take(Most)
            .Select(attempt => new { attempt.LessonId, attempt.UserId })
            .ToListAsync(cancellationToken);
        return [.. due.Select(attempt => (attempt.LessonId, attempt.UserId))];
    }
}
