using System.Linq.Expressions;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Growth;

/// <summary>The waitlist for staff: who waits, in the order of the queue, as a page or a file; and taking somebody off it.</summary>
internal static class StaffWaitlist
{
    /// <param name="Id">The entry's.</param>
    /// <param name="Email">The address.</param>
    /// <param name="State">How far they are.</param>
    /// <param name="Language">Of mails.</param>
    /// <param name="Referrals">People whom they brought along and who count.</param>
    /// <param name="UserId">Their account, where they have one by now.</param>
    /// <param name="CreatedAt">When they joined.</param>
    /// <param name="VerifiedAt">When they confirmed.</param>
    /// <param name="RankedAt">What the queue goes by.</param>
    /// <param name="InvitedAt">When they were last invited.</param>
    internal sealed record WaitlistRow(
        Guid Id,
        string Email,
        WaitlistState State,
        Language Language,
        int Referrals,
        Guid? UserId,
        DateTimeOffset CreatedAt,
        DateTimeOffset? VerifiedAt,
        DateTimeOffset RankedAt,
        DateTimeOffset? InvitedAt
    );

    /// <param name="Q">A part of the address.</param>
    /// <param name="State">Only these.</param>
    internal readonly record struct WaitlistFilter(string? Q = null, Choice<WaitlistState>? State = null);

    private static readonly ListOrder<WaitlistEntry> Order = new ListOrder<WaitlistEntry>(w => w.Id, "rankedAt")
        .By("rankedAt", w => w.RankedAt)
        .By("createdAt", w => w.CreatedAt)
        .By("referrals", w => w.Referrals);

    private static Expression<Func<WaitlistEntry, WaitlistRow>> Row { get; } =
        w => new WaitlistRow(w.Id, w.Email, w.State, w.Language, w.Referrals, w.UserId, w.CreatedAt, w.VerifiedAt, w.RankedAt, w.InvitedAt);

    public static void Map(IEndpointRouteBuilder waitlist)
    {
        waitlist
            .MapGet("", Page)
            .RequirePermission(GrowthPermissions.ReadJoining)
            .WithName("ListWaitlist")
            .WithSummary("The waitlist, first in the queue first.");
        waitlist
            .MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(GrowthPermissions.ReadJoining)
            .WithName("ExportWaitlist")
            .WithSummary("All on the waitlist who match, as CSV.");
        waitlist
            .MapDelete("/{id:guid}", Remove)
            .RequirePermission(GrowthPermissions.ManageJoining)
            .WithName("RemoveFromWaitlist")
            .WithSummary("Take somebody off the waitlist and forget the address.");
    }

    private static async Task<Results<Ok<Page<WaitlistRow>>, ProblemHttpResult>> Page(
        [AsParameters] WaitlistFilter filter,
        [AsParameters] PageRequest page,
        GrowthDb db,
        CancellationToken cancellationToken
    ) => (await Order.Page(Matching(db, filter), page, Row, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] WaitlistFilter filter,
        string? sort,
        GrowthDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!Order.All(Matching(db, filter), sort, Row).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("growth.waitlist-exported", "waitlist", null)
            {
                After = new { State = filter.State?.Value, Searched = !string.IsNullOrEmpty(filter.Q) },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "waitlist.csv",
            rows,
            new("email", w => w.Email),
            new("state", w => w.State),
            new("language", w => w.Language),
            new("referrals", w => w.Referrals),
            new("createdAt", w => w.CreatedAt),
            new("verifiedAt", w => w.VerifiedAt),
            new("invitedAt", w => w.InvitedAt)
        );
    }

    private static async Task<Results<NoContent, ProblemHttpResult>> Remove(
        Guid id,
        UnitOfWork unitOfWork,
        GrowthDb db,
        Messages messages,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        var done = await unitOfWork.Run<Result>(
            async ct =>
            {
                if (await Places.Remove(db, messages, db.Waitlist.Where(w => w.Id == id), ct) == 0)
                {
                    return JoiningErrors.EntryUnknown;
                }

                audit.Append(new AuditEntry("growth.waitlist-entry-removed", "waitlist", id.ToString()));
                return Result.Ok;
            },
            cancellationToken
        );
        return done is { IsOk: false, Error: var refused } ? refused.ToProblem() : TypedResults.NoContent();
    }

    private static IQueryable<WaitlistEntry> Matching(GrowthDb db, WaitlistFilter filter)
    {
        var entries = db.Waitlist.AsNoTracking();
        foreach (var pattern in SearchText.Patterns(filter.Q))
        {
            entries = entries.Where(w => EF.Functions.Like(EF.Property<string>(w, WaitlistEntry.Search), pattern));
        }

        return filter.State is { Value: var state } ? entries.Where(w => w.State == state) : entries;
    }
}
