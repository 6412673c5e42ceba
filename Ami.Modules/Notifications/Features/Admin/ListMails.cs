using Ami.Modules.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Features.Admin;

/// <summary>The mails, for staff: page by page, all that match as a file, or one.</summary>
internal static class ListMails
{
    public static void Map(IEndpointRouteBuilder mails)
    {
        mails.MapGet("", Page).RequirePermission(MailPermissions.Read).WithName("ListMails").WithSummary("Mails by address or subject, filtered and sorted.");
        mails
            .MapGet("/export.csv", Export)
            .WithUrgency(Urgency.Bulk)
            .RequirePermission(MailPermissions.Read)
            .WithName("ExportMails")
            .WithSummary("All mails that match, as CSV.");
        mails.MapGet("/{id:guid}", One).RequirePermission(MailPermissions.Read).WithName("GetMail").WithSummary("What became of a mail.");
    }

    private static async Task<Results<Ok<Page<MailRow>>, ProblemHttpResult>> Page(
        [AsParameters] MailFilter filter,
        [AsParameters] PageRequest page,
        NotificationsDb db,
        CancellationToken cancellationToken
    ) => (await MailList.Order.Page(db.Matching(filter), page, MailList.Row, cancellationToken)).ToHttp(TypedResults.Ok);

    private static async Task<Results<CsvExport, ProblemHttpResult>> Export(
        [AsParameters] MailFilter filter,
        string? sort,
        NotificationsDb db,
        AuditLog audit,
        CancellationToken cancellationToken
    )
    {
        if (!MailList.Order.All(db.Matching(filter), sort, MailList.Row).Try(out var rows, out var unknown))
        {
            return unknown.ToProblem();
        }

        await audit.Write(
            new AuditEntry("notifications.mails-exported", "mails", null)
            {
                After = new
                {
                    filter.Kind,
                    State = filter.State?.Value,
                    filter.UserId,
                    Searched = !string.IsNullOrEmpty(filter.Q),
                },
            },
            cancellationToken
        );
        return CsvExport.Of(
            "mails.csv",
            rows,
            new("id", m => m.Id),
            new("userId", m => m.UserId),
            new("createdAt", m => m.CreatedAt),
            new("address", m => m.Address),
            new("kind", m => m.Kind),
            new("subject", m => m.Subject),
            new("language", m => m.Language),
            new("state", m => m.State),
            new("attempts", m => m.Attempts),
            new("sentAt", m => m.SentAt),
            new("lastError", m => m.LastError)
        );
    }

    private static async Task<Results<Ok<MailRow>, ProblemHttpResult>> One(Guid id, NotificationsDb db, CancellationToken cancellationToken) =>
        await db.Mails.AsNoTracking().Where(m => m.Id == id).Select(MailList.Row).SingleOrDefaultAsync(cancellationToken) is { } mail
            ? TypedResults.Ok(mail)
            : NotificationErrors.MailNotFound.ToProblem();
}
