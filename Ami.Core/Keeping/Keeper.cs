using Microsoft.EntityFrameworkCore;

namespace Ami.Core;

/// <summary>
/// Changes what people keep under ids of their clients. The same sent again changes nothing; a change that was made to another version than the one that is
/// there is refused, and the refusal says what is there.
/// </summary>
public sealed class Keeper(UnitOfWork unitOfWork, TimeProvider time)
{
    /// <summary>Makes or changes a thing.</summary>
    /// <param name="db">Has the things.</param>
    /// <param name="shelf">Those it belongs to.</param>
    /// <param name="id">The client's.</param>
    /// <param name="wanted">What it is to be.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    public Task<Kept<T>> Keep<T>(DbContext db, Shelf<T> shelf, Guid id, Wanted<T> wanted, CancellationToken cancellationToken)
        where T : class, IKept =>
        wanted.Seen < 0
            ? Task.FromResult(new Kept<T>(null, shelf.Errors.Version))
            : unitOfWork.Run(
                async ct =>
                {
                    await unitOfWork.Hold(shelf.Name, ct);
                    var own = db.Set<T>().Where(shelf.Own);
                    var found = await own.SingleOrDefaultAsync(t => t.Id == id, ct);
                    if (found is null ? wanted.Seen > 0 : wanted.IsSame(found) || found.Version != wanted.Seen)
                    {
                        return new Kept<T>(
                            found,
                            found is null ? shelf.Errors.Unknown
                                : wanted.IsSame(found) ? null
                                : shelf.Errors.Changed
                        );
                    }

                    if (wanted.Rival is { } rival && await own.Where(rival.Which).AnyAsync(t => t.Id != id, ct))
                    {
                        return new Kept<T>(found, rival.Taken);
                    }

                    if (found is null && await own.CountAsync(ct) >= shelf.Most)
                    {
                        return new Kept<T>(null, shelf.Errors.TooMany);
                    }

                    if (wanted.Objection is { } objection && await objection(found, ct) is { } refusal)
                    {
                        return new Kept<T>(found, refusal);
                    }

                    var now = Now();
                    if (wanted.Beside is { } beside)
                    {
                        await beside(found, now, ct);
                    }

                    if (found is null)
                    {
                        found = wanted.New(now);
                        db.Add(found);
                    }

                    wanted.Take(found);
                    (found.Version, found.UpdatedAt) = (found.Version + 1, now);
                    await db.SaveChangesAsync(ct);
                    return new Kept<T>(found, null);
                },
                cancellationToken
            );

    /// <summary>Deletes a thing; with a version only if it is still that one.</summary>
    /// <param name="db">Has the things.</param>
    /// <param name="shelf">Those it belongs to.</param>
    /// <param name="id">The client's.</param>
    /// <param name="seen">The version that the client saw; null for whichever is there.</param>
    /// <param name="cancellationToken">Cancels before the commit.</param>
    /// <param name="beside">What else is changed with it, in the same transaction.</param>
    /// <returns>Nothing and no refusal when it is not there any more.</returns>
    public Task<Kept<T>> Delete<T>(
        DbContext db,
        Shelf<T> shelf,
        Guid id,
        int? seen,
        CancellationToken cancellationToken,
        Func<CancellationToken, Task>? beside = null
    )
        where T : class, IKept =>
        unitOfWork.Run(
            async ct =>
            {
                await unitOfWork.Hold(shelf.Name, ct);
                var found = await db.Set<T>().Where(shelf.Own).SingleOrDefaultAsync(t => t.Id == id, ct);
                if (found is null || seen is { } version && version != found.Version)
                {
                    return new Kept<T>(found, found is null ? null : shelf.Errors.Changed);
                }

                if (beside is not null)
                {
                    await beside(ct);
                }

                db.Remove(found);
                await db.SaveChangesAsync(ct);
                return new Kept<T>(null, null);
            },
            cancellationToken
        );

    /// <summary>As exact as the database keeps it, so that the answer says what will be read.</summary>
    private DateTimeOffset Now()
    {
        var now = time.GetUtcNow();
        return now.AddTicks(-(now.Ticks % TimeSpan.TicksPerMicrosecond));
    }
}
