using System.Globalization;
using Microsoft.Extensions.Hosting;

namespace Ami.Modules.Identity;

/// <summary>Two people to look around with. Their passwords are in the source, so they only ever exist on a developer's machine.</summary>
internal sealed class SeedDemo(Accounts accounts, IHostEnvironment environment) : ICommand
{
    private static readonly (string Email, string Password, string Name, string Role)[] People =
    [
        ("student@demo.ami.local", "learn-by-doing-2026", "Demo Student", Roles.Student),
        ("admin@demo.ami.local", "keep-the-lights-on-2026", "Demo Admin", Roles.Admin),
    ];

    public string Name => "seed-demo";

    /// <inheritdoc cref="GrantRole.AsOwner"/>
    public bool AsOwner => true;

    public string Usage => "seed-demo   create a demo student and a demo admin and print how to sign in (development only)";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment())
        {
            await output.WriteLineAsync("seed-demo makes accounts with published passwords and only runs with ASPNETCORE_ENVIRONMENT=Development.");
            return 1;
        }
        foreach (var (email, password, name, role) in People)
        {
            var user = accounts.New(email, name, Language.En, "UTC");
            user.EmailConfirmed = true;
            var result = await accounts.Create(user, password, role, (account, _) => Task.FromResult(account.Id), cancellationToken);
            if (!result.IsOk && result.Error != IdentityErrors.EmailTaken)
            {
                throw new InvalidOperationException(result.Error.Message);
            }

            await output.WriteLineAsync(string.Format(CultureInfo.InvariantCulture, "Demo {0,-8} {1}   password: {2}", role, email, password));
        }
        return 0;
    }
}
