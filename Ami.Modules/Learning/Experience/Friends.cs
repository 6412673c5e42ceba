using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Learning;

/// <summary>A friend, or who is to become one.</summary>
/// <param name="Id">Of the friendship.</param>
/// <param name="Name">The other's, on the leaderboard.</param>
/// <param name="AskedAt">When one asked the other.</param>
internal sealed record FriendLine(Guid Id, string Name, DateTimeOffset AskedAt);

/// <summary>One's friends.</summary>
/// <param name="Friends">Both said yes.</param>
/// <param name="Waiting">They ask for one's yes.</param>
/// <param name="Asked">One waits for theirs.</param>
internal sealed record FriendsView(IReadOnlyList<FriendLine> Friends, IReadOnlyList<FriendLine> Waiting, IReadOnlyList<FriendLine> Asked);

/// <summary>Who is whose friend: one of two who joined gave the other a code, the other used it, and the first said yes.</summary>
internal sealed class Friends(UnitOfWork unitOfWork, LearningDb db, TimeProvider time)
{
    /// <summary>Friends and requests that somebody has at most.</summary>
    public const int Most = 100;

    /// <summary>Who both sides of a friendship with somebody are: the others.</summary>
    public Task<List<Guid>> Of(Guid userId, CancellationToken cancellationToken) =>
        All(userId)
            .Where(friendship => friendship.AcceptedAt != null)
            .Select(friendship => friendship.AskedBy == userId ? friendship.Asked : friendship.AskedBy)
            .ToListAsync(cancellationToken);

    public async Task<FriendsView> Look(Guid userId, CancellationToken cancellationToken)
    {
        var all = await (
            from friendship in All(userId)
            join player in db.Players on (friendship.AskedBy == userId ? friendship.Asked : friendship.AskedBy) equals player.UserId
            orderby player.Name, friendship.Id
            select new
            {
                Line = new FriendLine(friendship.Id, player.Name, friendship.AskedAt),
                IsAccepted = friendship.AcceptedAt != null,
                IsMine = friendship.AskedBy == userId,
            }
        ).ToListAsync(cancellationToken);
        return new FriendsView(
            [.. all.Where(one => one.IsAccepted).Select(one => one.Line)],
            [.. all.Where(one => !one.IsAccepted && !one.IsMine).Select(one => one.Line)],
            [.. all.Where(one => !one.IsAccepted && one.IsMine).Select(one => one.Line)]
        );
    }

    /// <summary>Asks whoever gave the code; again, it changes nothing. Who was asked by them already says yes with it.</summary>
    public Task<Result<bool>> Ask(Guid userId, string? typed, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<bool>>(
            async ct =>
            {
                if (
                    CertificateCode.Read(typed) is not { } code
                    || await db.Players.AsNoTracking().SingleOrDefaultAsync(p => p.Code == code, ct) is not { } other
                )
                {
                    return PlayerErrors.CodeUnknown;
                }

                if (other.UserId == userId)
                {
                    return PlayerErrors.OwnCode;
                }

                // One change of either's friends at a time; who leaves meanwhile waits.
                Guid[] both = [userId, other.UserId];
                foreach (var one in both.Order())
                {
                    await unitOfWork.Hold($"learning.friends:{one}", ct);
                }

                var players = await db
                    .Players.FromSql($"select * from learning.players where user_id = any({both}) for key share")
                    .AsNoTracking()
                    .Select(player => player.UserId)
                    .ToListAsync(ct);
                return !players.Contains(userId) ? PlayerErrors.NotJoined
                    : !players.Contains(other.UserId) ? PlayerErrors.CodeUnknown
                    : await Ask(userId, other.UserId, ct);
            },
            cancellationToken
        );

    /// <summary>Says yes to who asked; again, it changes nothing.</summary>
    public Task<Result<bool>> Accept(Guid userId, Guid id, CancellationToken cancellationToken) =>
        unitOfWork.Run<Result<bool>>(
            async ct =>
            {
                var asked = db.Friendships.Where(friendship => friendship.Id == id && friendship.Asked == userId);
                await SayYes(asked, ct);
                return await asked.AnyAsync(ct) ? true : PlayerErrors.FriendUnknown;
            },
            cancellationToken
        );

    /// <summary>Ends a friendship, declines a request or takes one back; again, it changes nothing.</summary>
    public Task End(Guid userId, Guid id, CancellationToken cancellationToken) =>
        unitOfWork.Run(ct => All(userId).Where(friendship => friendship.Id == id).ExecuteDeleteAsync(ct), cancellationToken);

    private async Task<Result<bool>> Ask(Guid userId, Guid other, CancellationToken cancellationToken)
    {
        await SayYes(db.Friendships.Where(f => f.AskedBy == other && f.Asked == userId), cancellationToken);
        if (await All(userId).AnyAsync(f => f.Asked == other || f.AskedBy == other, cancellationToken))
        {
            return true;
        }

        if (await All(userId).CountAsync(cancellationToken) >= Most || await All(other).CountAsync(cancellationToken) >= Most)
        {
            return PlayerErrors.TooMany;
        }

        var now = time.GetUtcNow();
        db.Friendships.Add(
            new Friendship
            {
                Id = TimeOrderedId.New(now),
                AskedBy = userId,
                Asked = other,
                AskedAt = now,
            }
        );
        await db.SaveChangesAsync(cancellationToken);
        return true;
    }

    /// <summary>In one statement: the other one may be taking the request back.</summary>
    private Task SayYes(IQueryable<Friendship> asked, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow();
        return asked.Where(f => f.AcceptedAt == null).ExecuteUpdateAsync(set => set.SetProperty(f => f.AcceptedAt, now), cancellationToken);
    }

    private IQueryable<Friendship> All(Guid userId) => db.Friendships.Where(friendship => friendship.AskedBy == userId || friendship.Asked == userId);
}
