using Microsoft.AspNetCore.Http;
using Npgsql;

namespace Ami.Modules.Identity;

/// <summary>Enforces <see cref="FreshSignInRequired"/>.</summary>
internal sealed class FreshSignInRule(NpgsqlDataSource dataSource, TimeProvider time) : IEndpointRule<FreshSignInRequired>
{
    private static readonly TimeSpan Fresh = TimeSpan.FromMinutes(10);

    public async ValueTask<Error?> Refusal(HttpContext context, FreshSignInRequired demand) =>
        context.User.ImpersonatorId() is not null ? IdentityErrors.Impersonating
        : await IsFresh(context) ? null
        : IdentityErrors.ConfirmationRequired;

    private async Task<bool> IsFresh(HttpContext context)
    {
        await using var command = dataSource.CreateCommand("select from identity.sessions where id = $1 and confirmed_at > $2 and revoked_at is null");
        command.With(context.User.SessionId()).With(time.GetUtcNow() - Fresh);
        await using var reader = await command.ExecuteReaderAsync(context.RequestAborted);
        return await reader.ReadAsync(context.RequestAborted);
    }
}

/// <summary>Enforces <see cref="ImpersonationRefused"/>.</summary>
internal sealed class ImpersonationRule : IEndpointRule<ImpersonationRefused>
{
    public ValueTask<Error?> Refusal(HttpContext context, ImpersonationRefused demand) =>
        new(context.User.ImpersonatorId() is null ? null : IdentityErrors.Impersonating);
}
