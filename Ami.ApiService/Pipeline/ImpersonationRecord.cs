namespace Ami.ApiService.Pipeline;

/// <summary>
/// Whatever an administrator changes while they see the application as somebody else goes into the audit log first: who, as whom, and which request. When
/// that cannot be written, the request is not carried out.
/// </summary>
internal static class ImpersonationRecord
{
    public static void UseImpersonationRecord(this WebApplication app) =>
        app.Use(
            async (context, next) =>
            {
                var method = context.Request.Method;
                if (context.User.ImpersonatorId() is not null && !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method) && !HttpMethods.IsOptions(method))
                {
                    await context
                        .RequestServices.GetRequiredService<AuditLog>()
                        .Write(
                            new AuditEntry("identity.impersonated-request", "user", context.User.UserId().ToString())
                            {
                                After = new { method, path = context.Request.Path.Value },
                            },
                            context.RequestAborted
                        );
                }

                await next(context);
            }
        );
}
