using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>
/// Puts an address on the waitlist, where it waits for its owner's confirmation. The answer and the work are the same whether or not the address has an account
/// or a place; the silo finds out, and mails accordingly.
/// </summary>
internal static class JoinWaitlist
{
    private const string CodeAlphabet = "abcdefghjkmnpqrstvwxyz23456789";
    private const int CodeLength = 10;

    /// <param name="Email">To be confirmed by mail.</param>
    /// <param name="Language">Of the mails.</param>
    /// <param name="Referral">The code of whoever brought them along.</param>
    internal sealed record JoinWaitlistRequest(string Email, Language Language, string? Referral = null);

    public static void Map(IEndpointRouteBuilder waitlist) =>
        waitlist.MapPost("", Handle).AllowAnonymous().WithName("JoinWaitlist").WithSummary("Puts an address on the waitlist; its owner confirms by mail.");

    private static async Task<Results<Accepted, ProblemHttpResult>> Handle(
        JoinWaitlistRequest request,
        UnitOfWork unitOfWork,
        GrowthDb db,
        IPersonDirectory people,
        ClientQuota clients,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var email = request.Email.Trim();
        if (people.AddressKey(email) is not { } key)
        {
            return JoiningErrors.EmailInvalid.ToProblem();
        }

        if (await clients.Take("waitlist-joins", ClientQuota.Joins, cancellationToken) is { } wait)
        {
            return wait.ToProblem();
        }

        var done = await unitOfWork.Run<Result>(
            async ct =>
            {
                if (await db.Registration.AsNoTracking().Select(r => r.Mode).SingleAsync(ct) != JoiningMode.Waitlist)
                {
                    return JoiningErrors.WaitlistClosed;
                }

                unitOfWork.Publish(new WaitlistAsked(await Keep(unitOfWork, email, key, request, time.GetUtcNow(), ct)));
                return Result.Ok;
            },
            cancellationToken
        );
        return done is { IsOk: false, Error: var refused } ? refused.ToProblem() : TypedResults.Accepted((string?)null);
    }

    /// <summary>A new entry, or the one that there is.</summary>
    private static async Task<Guid> Keep(
        UnitOfWork unitOfWork,
        string email,
        string key,
        JoinWaitlistRequest request,
        DateTimeOffset now,
        CancellationToken cancellationToken
    )
    {
        await using var command = unitOfWork.Command(
            """
            insert into growth.waitlist as w (id, email, address_key, language, referral_code, referred_by, state, referrals, created_at, ranked_at)
            values ($1, $2, $3, $4, $5, (select r.id from growth.waitlist r where r.referral_code = $6 and r.state <> 'Pending'), 'Pending', 0, $7, $7)
            on conflict (address_key) do update set referrals = w.referrals returning w.id
            """
        );
        command
            .With(TimeOrderedId.New(now))
            .With(email)
            .With(key)
            .With(request.Language.ToString())
            .With(RandomNumberGenerator.GetString(CodeAlphabet, CodeLength))
            .With((request.Referral ?? "").Replace("\0", "", StringComparison.Ordinal))
            .With(now);
        return (Guid)(await command.ExecuteScalarAsync(cancellationToken) ?? throw new InvalidOperationException("The entry is gone."));
    }
}

/// <summary>Somebody asked for a place on the waitlist.</summary>
/// <param name="EntryId">The entry of the address.</param>
internal sealed record WaitlistAsked(Guid EntryId) : IEvent<WaitlistAsked>
{
    public static string EventName => "growth.waitlist-asked.v1";

    Guid? IEvent.UserId => null;
}

/// <summary>Mails what the owner of the address needs: the link to confirm, their place, or that they have an account. Nobody's mailbox is filled by others.</summary>
internal sealed class AnswerWaitlist(GrowthDb db, IPersonDirectory people, Messages messages, WaitlistLinks links, QuotaLimiter quotas)
    : IEventHandler<WaitlistAsked>
{
    public const string Name = "growth.answer-waitlist";

    private static readonly Quota Mails = Quota.PerDay(3);

    public async Task Handle(WaitlistAsked asked, EventContext context, CancellationToken cancellationToken)
    {
        if (await db.Waitlist.AsNoTracking().SingleOrDefaultAsync(w => w.Id == asked.EntryId, cancellationToken) is not { } entry)
        {
            return;
        }

        if (await quotas.Take($"growth.waitlist-mails:{entry.Id}", Mails, cancellationToken) is { Admitted: false })
        {
            return;
        }

        if (await people.FindByEmail(entry.Email, cancellationToken) is { } owner)
        {
            messages.Send(JoiningMessages.HasAccount, owner.Id, null, "/sign-in");
            await db.Waitlist.Where(w => w.Id == entry.Id && w.State == WaitlistState.Pending).ExecuteDeleteAsync(cancellationToken);
            return;
        }

        var kind = entry.State == WaitlistState.Pending ? JoiningMessages.Confirm : JoiningMessages.Place;
        messages.Send(kind, entry.Id, null, links.Path(entry.Id), entry.Email, entry.Language);
    }
}
