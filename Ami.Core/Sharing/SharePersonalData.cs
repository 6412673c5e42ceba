namespace Ami.Core;

/// <summary>A person's links. Their secrets are not kept, so they are not handed over.</summary>
internal sealed class SharePersonalData(UnitOfWork unitOfWork) : IPersonalData
{
    public IReadOnlyList<KeptData> Kept => CoreKept.Links;

    public Task Export(Guid userId, PersonalArchive archive, CancellationToken cancellationToken) =>
        archive.Rows(
            "sharing/links.json",
            """
            select id, kind, subject, terms, title, created_at, expires_at, ended_at, opened, last_opened_at from core.share_links where user_id = $1 order by id
            """,
            userId,
            cancellationToken
        );

    public async Task Erase(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("delete from core.share_links where user_id = $1");
        command.With(userId);
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
