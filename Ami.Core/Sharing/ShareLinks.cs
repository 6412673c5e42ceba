using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Core;

/// <summary>Links under which people show something of theirs to whoever has them: read-only, for a time, and ended whenever they like. Scoped.</summary>
public sealed class ShareLinks(UnitOfWork unitOfWork, NpgsqlDataSource dataSource, AuditLog audit, PublicUrl address, TimeProvider time)
{
    /// <summary>Links of one person that work at the same time.</summary>
    public const int MostLinks = 20;

    /// <summary>How long a link may last.</summary>
    public const int MostDays = 365;

    private const int LongestTitle = 80;

    private const string Columns = "id, kind, subject, title, created_at, expires_at, opened, last_opened_at";

    private static readonly JsonSerializerOptions Json = LongJobRow.Json;

    /// <summary>A link that works, and what its owner chose.</summary>
    internal sealed record Opened<TTerms>(ShareLink Link, Guid Owner, TTerms Terms);

    /// <summary>
    /// Makes a link to what is the owner's: <paramref name="thing"/> has to have something to show. Written to the audit log.
    /// </summary>
    /// <returns>The link with its address; or <c>share.title_invalid</c>, <c>share.days_invalid</c>, <c>share.too_many_links</c>, or why there is nothing to
    /// show.</returns>
    public async Task<Result<NewShareLink>> Make<TTerms, TView>(
        ShareKind<TTerms, TView> kind,
        ISharedThing<TTerms, TView> thing,
        ShareRequest<TTerms> request,
        CancellationToken cancellationToken
    )
        where TView : class
    {
        var title = string.IsNullOrWhiteSpace(request.Title) ? null : request.Title.Trim();
        if (title is not null && (title.Length > LongestTitle || !ShownText.IsPlain(title)))
        {
            return ShareErrors.TitleInvalid(LongestTitle);
        }

        if (request.Days is < 1 or > MostDays)
        {
            return ShareErrors.DaysInvalid(MostDays);
        }

        if (!(await thing.Show(request.Owner, request.Subject, request.Terms, cancellationToken)).Try(out _, out var nothing))
        {
            return nothing;
        }

        var now = time.GetUtcNow();
        var link = new ShareLink(TimeOrderedId.New(now), kind.Name, request.Subject, title, now, now.AddDays(request.Days), 0, null);
        var token = ShareToken.New();
        return await unitOfWork.Run<Result<NewShareLink>>(
            async ct =>
            {
                if (await CountLiving(request.Owner, now, ct) >= MostLinks)
                {
                    return ShareErrors.TooManyLinks(MostLinks);
                }

                await using var insert = unitOfWork.Command(
                    """
                    insert into core.share_links (id, user_id, kind, subject, terms, title, token_hash, created_at, expires_at)
                    values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
                    """
                );
                insert.With(link.Id).With(request.Owner).With(link.Kind).With(link.Subject);
                insert.With(JsonSerializer.Serialize(request.Terms, Json), NpgsqlDbType.Jsonb).With(title, NpgsqlDbType.Text);
                insert.With(ShareToken.HashOf(token)).With(now).With(link.ExpiresAt);
                await insert.ExecuteNonQueryAsync(ct);
                audit.Append(
                    new AuditEntry("sharing.link-made", "share-link", link.Id.ToString())
                    {
                        ActorId = request.Owner,
                        After = new
                        {
                            link.Kind,
                            link.Subject,
                            link.ExpiresAt,
                        },
                    }
                );
                return new NewShareLink(link, address.Link($"/s/{kind.Name}/{token}"));
            },
            cancellationToken
        );
    }

    /// <summary>A person's links that work, newest first; at most <see cref="MostLinks"/>.</summary>
    /// <param name="owner">Whose.</param>
    /// <param name="subject">Only those to this thing.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public async Task<IReadOnlyList<ShareLink>> List(Guid owner, Guid? subject, CancellationToken cancellationToken)
    {
        await using var command = dataSource.CreateCommand(
            $"""
            select {Columns} from core.share_links
            where user_id = $1 and ($2::uuid is null or subject = $2) and ended_at is null and expires_at > $3 order by id desc
            """
        );
        command.With(owner).With(subject, NpgsqlDbType.Uuid).With(time.GetUtcNow());
        var links = new List<ShareLink>();
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        while (await reader.ReadAsync(cancellationToken))
        {
            links.Add(Read(reader));
        }

        return links;
    }

    /// <summary>Ends a link at once; one that has ended stays so. Written to the audit log.</summary>
    /// <returns>Nothing; or <c>share.not_found</c> when the person has no such link.</returns>
    public Task<Result<bool>> End(Guid owner, Guid id, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<bool>>(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    with mine as (select id, ended_at from core.share_links where id = $1 and user_id = $2 for update),
                    ended as (update core.share_links l set ended_at = $3 from mine where l.id = mine.id and mine.ended_at is null returning l.id)
                    select exists (select from mine), exists (select from ended)
                    """
                );
                command.With(id).With(owner).With(time.GetUtcNow());
                await using var reader = await command.ExecuteReaderAsync(ct);
                await reader.ReadAsync(ct);
                if (!reader.GetBoolean(0))
                {
                    return ShareErrors.NotFound;
                }

                if (reader.GetBoolean(1))
                {
                    audit.Append(new AuditEntry("sharing.link-ended", "share-link", id.ToString()));
                }

                return true;
            },
            cancellationToken
        );

    /// <summary>Ends all links of a person who is kept out, or who leaves. In the active unit of work.</summary>
    /// <returns>How many ended.</returns>
    public async Task<int> EndAll(Guid owner, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("update core.share_links set ended_at = $2 where user_id = $1 and ended_at is null and expires_at > $2");
        command.With(owner).With(time.GetUtcNow());
        return await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>What a link leads to.</summary>
    /// <param name="kind">What kind of thing.</param>
    /// <param name="token">The secret, as somebody gives it.</param>
    /// <param name="counts">Whether this counts as an opening.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <returns>The link; or <c>share.not_found</c>, <c>share.ended</c>.</returns>
    internal async Task<Result<Opened<TTerms>>> Open<TTerms, TView>(
        ShareKind<TTerms, TView> kind,
        string token,
        bool counts,
        CancellationToken cancellationToken
    )
        where TView : class
    {
        await using var command = dataSource.CreateCommand(
            $"""
            with link as (select * from core.share_links where token_hash = $1 and kind = $2),
            opening as (
                update core.share_links l set opened = l.opened + 1, last_opened_at = $3
                from link where l.id = link.id and $4 and link.ended_at is null and link.expires_at > $3)
            select {Columns}, user_id, terms::text, ended_at is null and expires_at > $3 from link
            """
        );
        command.With(ShareToken.HashOf(token)).With(kind.Name).With(time.GetUtcNow()).With(counts);
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        if (!await reader.ReadAsync(cancellationToken))
        {
            return ShareErrors.NotFound;
        }

        return reader.GetBoolean(10) && JsonSerializer.Deserialize<TTerms>(reader.GetString(9), Json) is { } terms
            ? new Opened<TTerms>(Read(reader), reader.GetGuid(8), terms)
            : ShareErrors.Ended;
    }

    /// <summary>How many work, once no other request of the same person can add one.</summary>
    private async Task<long> CountLiving(Guid owner, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using (var follow = unitOfWork.Command("select pg_advisory_xact_lock($1)"))
        {
            follow.With(AdvisoryLock.IdOf($"share-links:{owner}"));
            await follow.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var command = unitOfWork.Command("select count(*) from core.share_links where user_id = $1 and ended_at is null and expires_at > $2");
        command.With(owner).With(now);
        return (long)(await command.ExecuteScalarAsync(cancellationToken) ?? 0L);
    }

    private static ShareLink Read(NpgsqlDataReader row) =>
        new(
            Id: row.GetGuid(0),
            Kind: row.GetString(1),
            Subject: row.GetGuid(2),
            Title: row.IsDBNull(3) ? null : row.GetString(3),
            CreatedAt: row.GetFieldValue<DateTimeOffset>(4),
            ExpiresAt: row.GetFieldValue<DateTimeOffset>(5),
            Opened: row.GetInt64(6),
            LastOpenedAt: row.IsDBNull(7) ? null : row.GetFieldValue<DateTimeOffset>(7)
        );
}
