namespace Ami.Modules.Growth;

/// <summary>
/// Keeps the count of people behind each post right. Whoever votes holds the post that counts, one after another, and the board as it is; whoever merges holds
/// the whole board, so that no vote is counted for a post that is being merged. Everything here runs inside a unit of work.
/// </summary>
internal sealed class FeedbackBoard(UnitOfWork unitOfWork)
{
    private const string Board = "growth.feedback";

    /// <summary>Holds the post that counts for this one until the transaction ends; null when there is none.</summary>
    public async Task<Guid?> Hold(Guid post, CancellationToken cancellationToken)
    {
        await unitOfWork.Share(Board, cancellationToken);
        await using var command = unitOfWork.Command(
            "select r.id from growth.feedback_posts r join growth.feedback_posts p on p.root_id = r.id where p.id = $1 for no key update of r"
        );
        command.With(post);
        return await command.ExecuteScalarAsync(cancellationToken) as Guid?;
    }

    /// <summary>Holds everything until the transaction ends.</summary>
    public Task HoldAll(CancellationToken cancellationToken) => unitOfWork.Hold(Board, cancellationToken);

    /// <summary>Adds somebody to the people behind a post that is held, unless they are among them.</summary>
    public async Task Vote(Guid root, Guid userId, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            insert into growth.feedback_votes (post_id, user_id, created_at)
            select $1, $2, $3 where not exists (
                select from growth.feedback_votes v join growth.feedback_posts p on p.id = v.post_id where p.root_id = $1 and v.user_id = $2)
            """
        );
        command.With(root).With(userId).With(now);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await Recount([root], cancellationToken);
    }

    /// <summary>Takes somebody from the people behind a post that is held, also where they voted for what was merged into it.</summary>
    public async Task TakeBack(Guid root, Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            "delete from growth.feedback_votes v using growth.feedback_posts p where p.id = v.post_id and p.root_id = $1 and v.user_id = $2"
        );
        command.With(root).With(userId);
        await command.ExecuteNonQueryAsync(cancellationToken);
        await Recount([root], cancellationToken);
    }

    /// <summary>Counts the people behind posts that count for themselves, each person once.</summary>
    public async Task Recount(Guid[] roots, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command(
            """
            update growth.feedback_posts r set votes = (
                select count(distinct v.user_id) from growth.feedback_votes v join growth.feedback_posts p on p.id = v.post_id where p.root_id = r.id)
            where r.id = any($1) and r.merged_into is null
            """
        );
        command.With(roots);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
