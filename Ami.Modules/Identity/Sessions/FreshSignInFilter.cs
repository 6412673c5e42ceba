using Ami.Core;
using Ami.Modules.Identity.Domain;
using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Ami.Modules.Identity.Sessions;

/// <summary>See <see cref="Contracts.FreshSignIn"/>.</summary>
internal sealed class FreshSignInFilter(NpgsqlDataSource dataSource, TimeProvider time) : IEndpointFilter
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next) =>
        context.HttpContext.User.ImpersonatorId() is not null ? IdentityErrors.Impersonating.ToProblem()
        : await IsFresh(context.HttpContext) ? await next(context) : IdentityErrors.ConfirmationRequired.ToProblem();

    private async Task<bool> IsFresh(HttpContext context)
    {
        await using var command = dataSource.CreateCommand("select from identity.sessions where id = $1 and confirmed_at > $2 and revoked_at is null");
        command.Parameters.Add(new() { Value = context.User.SessionId() });
        command.Parameters.Add(new() { Value = time.GetUtcNow() - Fresh });
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        return await reader.ReadAsync(context.RequestAborted);
    }
}
