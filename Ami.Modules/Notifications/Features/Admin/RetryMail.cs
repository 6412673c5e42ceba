using Ami.Modules.Notifications.Domain;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Routing;
using Microsoft.EntityFrameworkCore;

namespace Ami.Modules.Notifications.Features.Admin;

/// <summary>Puts a mail that failed back in the queue, with all its attempts.</summary>
internal static class RetryMail
{
    public static void Map(IEndpointRouteBuilder mails) =>
        mails.MapPost("/{id:guid}/retry", Handle).RequirePermission(MailPermissions.Retry).WithName("RetryMail").WithSummary("Sends a mail again that failed.");

    private static async Task<Results<NoContent, ProblemHttpResult>> Handle(
        Guid id,
        UnitOfWork unitOfWork,
        NotificationsDb db,
        AuditLog audit,
        TimeProvider time,
        CancellationToken cancellationToken
    )
    {
        var result = await unitOfWork.Run<Result>(
            async ct =>
            {
                var failed = await db
                    .Mails.Where(m => m.Id == id && m.State == MailState.Failed)
                    .ExecuteUpdateAsync(
                        set => set.SetProperty(m => m.State, MailState.Queued).SetProperty(m => m.Attempts, 0).SetProperty(m => m.DueAt, time.GetUtcNow()),
                        ct
                    );
                if (failed == 0)
                {
                    return await db.Mails.AnyAsync(m => m.Id == id, ct) ? NotificationErrors.MailNotFailed : NotificationErrors.MailNotFound;
                }

                audit.Append(new AuditEntry("notifications.mail-retried", "mail", id.ToString()));
                return Result.Ok;
            },
            cancellationToken
        );
        return result.IsOk ? TypedResults.NoContent() : result.Error.ToProblem();
    }
}
