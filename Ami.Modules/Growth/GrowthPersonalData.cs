namespace Ami.Modules.Growth;

/// <summary>
/// What people asked for, stand behind and have read, how they came in and whom they invited. Who leaves takes their votes and ideas along; an idea that others stand behind stays, and nothing says any more whose
/// it was (the page says so before one posts).
/// </summary>
internal sealed class GrowthPersonalData(UnitOfWork unitOfWork, FeedbackBoard board, AffiliatePersonalData affiliates, AccountMarks marks, Messages messages)
    : IPersonalData
{
    public IReadOnlyList<KeptData> Kept => GrowthKept.All;

    public async Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken)
    {
        await archive.Rows(
            "growth/ideas.json",
            "select id, title, body, status, votes, reply, replied_at, merged_into, created_at from growth.feedback_posts where user_id = $1 order by id",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "growth/votes.json",
            """
            select v.post_id, p.title, v.created_at from growth.feedback_votes v join growth.feedback_posts p on p.id = v.post_id
            where v.user_id = $1 order by v.created_at, v.post_id
            """,
            userId,
            cancellationToken
        );
        await archive.Rows(
            "growth/announcements-read.json",
            "select announcement_id, read_at from growth.announcement_reads where user_id = $1 order by read_at, announcement_id",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "growth/invitations.json",
            "select code, email, created_at, expires_at, used_at, revoked_at from growth.invitations where user_id = $1 order by id",
            userId,
            cancellationToken
        );
        await archive.Rows(
            "growth/waitlist.json",
            "select email, referrals, created_at, verified_at, invited_at, joined_at from growth.waitlist where user_id = $1 order by id",
            userId,
            cancellationToken
        );
        await archive.Rows("growth/address-mark.json", "select marked_at from growth.account_marks where user_id = $1", userId, cancellationToken);
        await AffiliatePersonalData.Export(userId, archive, cancellationToken);
    }

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        await EraseFeedback(userId, cancellationToken);
        await using var reads = unitOfWork.Command("delete from growth.announcement_reads where user_id = $1");
        reads.With(userId);
        await reads.ExecuteNonQueryAsync(cancellationToken);
        await EraseJoining(userId, cancellationToken);
        await affiliates.Erase(userId, cancellationToken);
        await marks.Forget(userId, cancellationToken);
    }

    /// <summary>Mails went out under the ids of the place and of the invitation, before there was an account.</summary>
    private async Task EraseJoining(Guid userId, CancellationToken cancellationToken)
    {
        await using var gone = unitOfWork.Command(
            """
            with places as (delete from growth.waitlist where user_id = $1 returning id),
                used as (update growth.invitations set used_by = null where used_by = $1 returning id),
                own as (delete from growth.invitations where user_id = $1 and used_at is null returning id)
            select id from places union all select id from used union all select id from own
            """
        );
        gone.With(userId);
        IReadOnlyList<Guid> recipients;
        await using (var reader = await gone.ExecuteReaderAsync(cancellationToken))
        {
            recipients = await reader.All(row => row.GetGuid(0), cancellationToken);
        }

        foreach (var recipient in recipients)
        {
            messages.Forget(recipient);
        }

        await using var names = unitOfWork.Command("update growth.invitations set user_id = null where user_id = $1");
        names.With(userId);
        await names.ExecuteNonQueryAsync(cancellationToken);
    }

    private async Task EraseFeedback(Guid userId, CancellationToken cancellationToken)
    {
        await board.HoldAll(cancellationToken);
        await using var votes = unitOfWork.Command(
            """
            with gone as (delete from growth.feedback_votes where user_id = $1 returning post_id)
            select distinct p.root_id from gone join growth.feedback_posts p on p.id = gone.post_id
            """
        );
        votes.With(userId);
        Guid[] roots;
        await using (var reader = await votes.ExecuteReaderAsync(cancellationToken))
        {
            roots = [.. await reader.All(row => row.GetGuid(0), cancellationToken)];
        }

        await board.Recount(roots, cancellationToken);
        await using var posts = unitOfWork.Command(
            """
            delete from growth.feedback_posts p where p.user_id = $1
                and not exists (select from growth.feedback_votes v where v.post_id = p.id)
                and not exists (select from growth.feedback_posts d where d.merged_into = p.id)
            """
        );
        posts.With(userId);
        await posts.ExecuteNonQueryAsync(cancellationToken);
        await using var names = unitOfWork.Command("update growth.feedback_posts set user_id = null where user_id = $1");
        names.With(userId);
        await names.ExecuteNonQueryAsync(cancellationToken);
    }
}
