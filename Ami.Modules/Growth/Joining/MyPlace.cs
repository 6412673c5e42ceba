using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>One's place on the waitlist, behind the link in the mail: looks at it, confirms it, gives it up. It asks first: programs follow links, too.</summary>
internal static class MyPlace
{
    internal sealed record WaitlistTokenRequest(string Token);

    /// <param name="State">How far one is.</param>
    /// <param name="Position">One's place in the queue, from 1; null while one is not in it.</param>
    /// <param name="Referrals">People who came along and count.</param>
    /// <param name="MostReferrals">How many can count.</param>
    /// <param name="ReferralLink">What one passes on; null until the place is confirmed.</param>
    internal sealed record WaitlistPlace(WaitlistState State, int? Position, int Referrals, int MostReferrals, string? ReferralLink);

    public static void Map(IEndpointRouteBuilder waitlist)
    {
        waitlist.MapPost("/place", Look).AllowAnonymous().WithName("WaitlistPlace").WithSummary("The place behind a mailed link.");
        waitlist.MapPost("/confirm", Confirm).AllowAnonymous().WithName("ConfirmWaitlist").WithSummary("Confirms the address behind a mailed link.");
        waitlist.MapPost("/leave", Leave).AllowAnonymous().WithName("LeaveWaitlist").WithSummary("Gives the place up; the address is forgotten.");
    }

    private static async Task<Results<Ok<WaitlistPlace>, ProblemHttpResult>> Look(
        WaitlistTokenRequest request,
        Places places,
        ClientQuota clients,
        CancellationToken cancellationToken
    )
    {
        if (await clients.Take("waitlist-links", ClientQuota.Links, cancellationToken) is { } wait)
        {
            return wait.ToProblem();
        }

        return await places.Find(request.Token, cancellationToken) is { } place ? TypedResults.Ok(place) : JoiningErrors.LinkInvalid.ToProblem();
    }

    private static async Task<Results<Ok<WaitlistPlace>, ProblemHttpResult>> Confirm(
        WaitlistTokenRequest request,
        Places places,
        ClientQuota clients,
        CancellationToken cancellationToken
    )
    {
        if (await clients.Take("waitlist-links", ClientQuota.Links, cancellationToken) is { } wait)
        {
            return wait.ToProblem();
        }

        await places.Confirm(request.Token, cancellationToken);
        return await places.Find(request.Token, cancellationToken) is { } place ? TypedResults.Ok(place) : JoiningErrors.LinkInvalid.ToProblem();
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Leave(
        WaitlistTokenRequest request,
        Places places,
        ClientQuota clients,
        CancellationToken cancellationToken
    )
    {
        if (await clients.Take("waitlist-links", ClientQuota.Links, cancellationToken) is { } wait)
        {
            return wait.ToProblem();
        }

        return await places.Leave(request.Token, cancellationToken) ? TypedResults.NoContent() : JoiningErrors.LinkInvalid.ToProblem();
    }
}

/// <summary>Places on the waitlist, by the tokens of their links.</summary>
internal sealed class Places(UnitOfWork unitOfWork, GrowthDb db, WaitlistLinks links, Messages messages, PublicUrl publicUrl, TimeProvider time)
{
    public async Task<MyPlace.WaitlistPlace?> Find(string token, CancellationToken cancellationToken)
    {
        if (links.Read(token) is not { } id || await db.Waitlist.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellationToken) is not { } entry)
        {
            return null;
        }

        int? position =
            entry.State == WaitlistState.Waiting
                ? 1
                    + await db.Waitlist.CountAsync(
                        w =>
                            w.State == WaitlistState.Waiting
                            && EF.Functions.LessThan(ValueTuple.Create(w.RankedAt, w.Id), ValueTuple.Create(entry.RankedAt, entry.Id)),
                        cancellationToken
                    )
                : null;
        var link = entry.State == WaitlistState.Pending ? null : publicUrl.Link($"/waitlist?ref={entry.ReferralCode}");
        return new MyPlace.WaitlistPlace(entry.State, position, entry.Referrals, WaitlistEntry.MostReferrals, link);
    }

    /// <summary>Begins the waiting, and counts for whoever brought this person along: once, however often the link is used.</summary>
    public Task Confirm(string token, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                if (links.Read(token) is not { } id)
                {
                    return;
                }

                await using var command = unitOfWork.Command(
                    """
                    with confirmed as (
                        update growth.waitlist set state = 'Waiting', verified_at = $2, ranked_at = $2 where id = $1 and state = 'Pending' returning referred_by)
                    update growth.waitlist r set referrals = r.referrals + 1, ranked_at = r.ranked_at - $3
                    from confirmed c where r.id = c.referred_by and r.referrals < $4
                    """
                );
                command.With(id).With(time.GetUtcNow()).With(WaitlistEntry.PerReferral).With(WaitlistEntry.MostReferrals);
                if (await command.ExecuteNonQueryAsync(ct) > 0)
                {
                    await db.Waitlist.Where(w => w.Id == id).ExecuteUpdateAsync(set => set.SetProperty(w => w.Counted, true), ct);
                }
            },
            cancellationToken
        );

    /// <summary>Gives the place up, with the invitation that may have come of it, and what whoever brought this person along had of it.</summary>
    public async Task<bool> Leave(string token, CancellationToken cancellationToken) =>
        links.Read(token) is { } id
        && await unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    with leaving as (
                        update growth.waitlist set counted = false where id = $1 and counted and state <> 'Joined' returning referred_by)
                    update growth.waitlist r set referrals = r.referrals - 1, ranked_at = r.ranked_at + $2 from leaving l where r.id = l.referred_by
                    """
                );
                command.With(id).With(WaitlistEntry.PerReferral);
                await command.ExecuteNonQueryAsync(ct);
                return await Remove(db, messages, db.Waitlist.Where(w => w.Id == id && w.State != WaitlistState.Joined), ct);
            },
            cancellationToken
        ) > 0;

    /// <summary>Forgets entries, what was mailed to them, and invitations for them that nobody has used. Inside a unit of work.</summary>
    public static async Task<int> Remove(GrowthDb db, Messages messages, IQueryable<WaitlistEntry> entries, CancellationToken cancellationToken)
    {
        var ids = await entries.Select(w => w.Id).ToListAsync(cancellationToken);
        ids.ForEach(messages.Forget);
        var unused = db.Invitations.Where(i => i.WaitlistId != null && ids.Contains(i.WaitlistId.Value) && i.UsedAt == null);
        await unused.ExecuteDeleteAsync(cancellationToken);
        return await db.Waitlist.Where(w => ids.Contains(w.Id)).ExecuteDeleteAsync(cancellationToken);
    }
}
