using System.Net.Http.Json;
using Ami.TestKit;
using Microsoft.Extensions.DependencyInjection;

namespace Ami.Tests.Identity;

/// <summary>Accounts by the hundred, made as copies of one that registered: hashing a password for each would take minutes.</summary>
internal static class ManyAccounts
{
    /// <returns>Their addresses; the password is <see cref="ApiHost.Password"/>.</returns>
    public static async Task<IReadOnlyList<string>> Make(ApiHost host, string name, int count)
    {
        using var response = await host.Anonymous()
            .PostAsJsonAsync(
                "/api/auth/register",
                new
                {
                    email = $"{name}-0@example.com",
                    password = ApiHost.Password,
                    displayName = "Many",
                    language = "en",
                    timeZone = "UTC",
                }
            );
        response.IsSuccessStatusCode.ShouldBeTrue(await response.Content.ReadAsStringAsync());
        await host.InScope(services =>
        {
            var unitOfWork = services.GetRequiredService<UnitOfWork>();
            return unitOfWork.Run(async ct =>
            {
                await using var command = unitOfWork.Command(
                    """
                    insert into identity.users (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, password_hash, two_factor_enabled, lockout_enabled,
                        access_failed_count, display_name, language, time_zone, plan, created_at)
                    select gen_random_uuid(), a, upper(a), a, upper(a), true, u.password_hash, false, true, 0, 'Many', 'En', 'UTC', 'Free', u.created_at
                    from identity.users u, generate_series(1, $2 - 1) n, lateral (select $1 || '-' || n || '@example.com' a) address
                    where u.email = $1 || '-0@example.com'
                    """
                );
                command.With(name).With(count);
                return await command.ExecuteNonQueryAsync(ct);
            });
        });
        return [.. Enumerable.Range(0, count).Select(n => $"{name}-{n}@example.com")];
    }
}
