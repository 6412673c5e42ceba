namespace Ami.Modules.Learning;

/// <summary>Writes down what people do. Everything here runs inside a unit of work, and changes nothing when it is repeated.</summary>
internal sealed class Progress(UnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>Puts a course among somebody's own.</summary>
    public Task Enrol(Guid course, Guid userId, CancellationToken cancellationToken) =>
        Write(
            "insert into learning.enrolments (course_id, user_id, enrolled_at) values ($1, $2, $3) on conflict do nothing",
            course,
            userId,
            cancellationToken
        );

    /// <summary>Marks a lesson as done.</summary>
    /// <returns>Whether it was not before.</returns>
    public Task<bool> Complete(Guid lesson, Guid userId, CancellationToken cancellationToken) =>
        Write(
            "insert into learning.completions (lesson_id, user_id, completed_at) values ($1, $2, $3) on conflict do nothing",
            lesson,
            userId,
            cancellationToken
        );

    private async Task<bool> Write(string sql, Guid what, Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(sql);
        command.With(what).With(userId).With(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken) > 0;
    }
}
