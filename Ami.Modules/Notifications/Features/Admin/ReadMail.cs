using Ami.Modules.Notifications.Domain;
using Ami.Modules.Notifications.Mailing;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Features.Admin;

/// <summary>What stands in a mail of the pickup folder. What went to a mail server is nowhere kept, and cannot be shown to anybody.</summary>
internal static class ReadMail
{
    /// <param name="Text">The plain text.</param>
    /// <param name="Html">The page; to be shown where no script runs.</param>
    internal sealed record MailContent(string Text, string Html);

    public static void Map(IEndpointRouteBuilder mails) =>
        mails
            .MapGet("/{id:guid}/content", Handle)
            .RequirePermission(MailPermissions.ReadContent)
            .WithName("GetMailContent")
            .WithSummary("What stands in a mail, where mails go to a pickup folder.");

    private static async Task<Results<Ok<MailContent>, ProblemHttpResult>> Handle(
        Guid id,
        HttpContext http,
        NotificationsDb db,
        MailTransport transport,
        AuditLog audit
    )
    {
        if (!await db.Mails.AnyAsync(m => m.Id == id, http.RequestAborted))
        {
            return NotificationErrors.MailNotFound.ToProblem();
        }

        using var mail = transport.Pickup is { } pickup ? await pickup.Read(id, http.RequestAborted) : null;
        if (mail is null)
        {
            return NotificationErrors.MailNotKept.ToProblem();
        }

        await audit.Write(new AuditEntry("notifications.mail-read", "mail", id.ToString()), http.RequestAborted);
        http.Response.Headers.CacheControl = "no-store";
        return TypedResults.Ok(new MailContent(Lines(mail.TextBody), Lines(mail.HtmlBody)));
    }

    private static string Lines(string? body) => body?.ReplaceLineEndings("\n") ?? "";
}
