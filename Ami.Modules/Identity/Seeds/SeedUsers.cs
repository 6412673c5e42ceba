using System.Globalization;
using Microsoft.Extensions.Hosting;
using Npgsql;
using NpgsqlTypes;

namespace Ami.Modules.Identity;

/// <summary>
/// Many invented accounts, to see how lists behave when there are many. They have no password, so nobody signs in as one. The same number always has the same
/// name.
/// </summary>
internal sealed class SeedUsers(NpgsqlDataSource dataSource, IHostEnvironment environment, TimeProvider time) : ICommand
{
    private const int MostUsers = 1_000_000;
    private const string Domain = "seed.ami.local";
    private static readonly TimeSpan Span = TimeSpan.FromDays(730);

    private static readonly string[] FirstNames =
    [
        "Lucía",
        "Martín",
        "Sofía",
        "Mateo",
        "Valentina",
        "Santiago",
        "Camila",
        "Benjamín",
        "Julieta",
        "Joaquín",
        "Martina",
        "Tomás",
        "Emma",
        "Lucas",
        "Olivia",
        "Noah",
        "Ana",
        "Iván",
        "Zoë",
        "Renée",
        "Íñigo",
        "Nuria",
        "José",
        "María",
        "Álvaro",
        "Inés",
        "Hugo",
        "Chloé",
        "Oscar",
        "Irene",
    ];

    private static readonly string[] LastNames =
    [
        "González",
        "Rodríguez",
        "Gómez",
        "Fernández",
        "López",
        "Díaz",
        "Martínez",
        "Pérez",
        "García",
        "Sánchez",
        "Romero",
        "Sosa",
        "Álvarez",
        "Torres",
        "Ruiz",
        "Ramírez",
        "Muñoz",
        "Núñez",
        "Smith",
        "Johnson",
        "Brown",
        "Silva",
        "Costa",
        "Rossi",
        "Müller",
        "Dubois",
        "Kowalski",
        "Ibáñez",
        "Peña",
        "Ortiz",
    ];

    public string Name => "seed-users";

    public string Usage => "seed-users N   add N invented accounts that nobody can sign in to (development only)";

    public async Task<int> Run(IReadOnlyList<string> arguments, TextWriter output, CancellationToken cancellationToken)
    {
        if (!environment.IsDevelopment())
        {
            await output.WriteLineAsync("seed-users invents people and only runs with ASPNETCORE_ENVIRONMENT=Development.");
            return 1;
        }

        if (arguments.Count != 1 || !int.TryParse(arguments[0], NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count is < 1 or > MostUsers)
        {
            await output.WriteLineAsync($"usage: {Usage}; N from 1 to {MostUsers}");
            return 2;
        }

        await using var connection = await dataSource.OpenConnectionAsync(cancellationToken);
        var first = await Fill(connection, count, time.GetUtcNow(), cancellationToken);
        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"Added {count} accounts, {Address(first)} to {Address(first + count - 1)}."));
        return 0;
    }

    /// <summary>Adds accounts after those that an earlier call added, all or none.</summary>
    /// <returns>The number of the first.</returns>
    internal static async Task<int> Fill(NpgsqlConnection connection, int count, DateTimeOffset now, CancellationToken cancellationToken)
    {
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await using var look = new NpgsqlCommand(
            $"select count(*)::int from identity.users where normalized_email like '%@{Domain.ToUpperInvariant()}'",
            connection,
            transaction
        );
        var first = (int)(await look.ExecuteScalarAsync(cancellationToken) ?? 0) + 1;
        var people = Enumerable.Range(first, count).Select(number => Person(number, now)).ToList();
        await using (
            var users = await connection.BeginBinaryImportAsync(
                """
                copy identity.users (id, user_name, normalized_user_name, email, normalized_email, email_confirmed, two_factor_enabled, lockout_enabled, access_failed_count,
                                     display_name, language, time_zone, plan, given_plan, created_at, security_stamp, concurrency_stamp) from stdin (format binary)
                """,
                cancellationToken
            )
        )
        {
            foreach (var person in people)
            {
                await users.StartRowAsync(cancellationToken);
                await users.WriteAsync(person.Id, NpgsqlDbType.Uuid, cancellationToken);
                foreach (var address in new[] { person.Email, person.Email.ToUpperInvariant(), person.Email, person.Email.ToUpperInvariant() })
                {
                    await users.WriteAsync(address, NpgsqlDbType.Text, cancellationToken);
                }

                await users.WriteAsync(person.Confirmed, NpgsqlDbType.Boolean, cancellationToken);
                await users.WriteAsync(false, NpgsqlDbType.Boolean, cancellationToken);
                await users.WriteAsync(false, NpgsqlDbType.Boolean, cancellationToken);
                await users.WriteAsync(0, NpgsqlDbType.Integer, cancellationToken);
                foreach (var text in new[] { person.Name, person.Language.ToString(), "UTC", person.Plan.ToString(), person.Plan.ToString() })
                {
                    await users.WriteAsync(text, NpgsqlDbType.Text, cancellationToken);
                }

                await users.WriteAsync(person.CreatedAt, NpgsqlDbType.TimestampTz, cancellationToken);
                foreach (var stamp in new[] { person.Id.ToString("N"), person.Id.ToString("N") })
                {
                    await users.WriteAsync(stamp, NpgsqlDbType.Text, cancellationToken);
                }
            }

            await users.CompleteAsync(cancellationToken);
        }

        await using (
            var roles = new NpgsqlCommand(
                "insert into identity.user_roles (user_id, role_id) select u, r.id from unnest($1) u, identity.roles r where r.name = $2",
                connection,
                transaction
            )
        )
        {
            roles.With(people.Select(p => p.Id).ToArray()).With(Roles.Student);
            await roles.ExecuteNonQueryAsync(cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        return first;
    }

    private static string Address(int number) => string.Create(CultureInfo.InvariantCulture, $"user{number:000000}@{Domain}");

    private static Invented Person(int number, DateTimeOffset now)
    {
        var random = new Random(number);
        var created = now - random.NextDouble() * Span;
        var plan = random.Next(100) switch
        {
            < 70 => Plan.Free,
            < 85 => Plan.Basic,
            < 95 => Plan.Pro,
            _ => Plan.Premium,
        };
        var name = $"{FirstNames[random.Next(FirstNames.Length)]} {LastNames[random.Next(LastNames.Length)]} {LastNames[random.Next(LastNames.Length)]}";
        return new Invented(
            TimeOrderedId.New(created),
            Address(number),
            name,
            random.Next(3) == 0 ? Language.En : Language.Es,
            plan,
            random.Next(10) > 0,
            new DateTimeOffset(created.Ticks / TimeSpan.TicksPerMillisecond * TimeSpan.TicksPerMillisecond, TimeSpan.Zero)
        );
    }

    private sealed record Invented(Guid Id, string Email, string Name, Language Language, Plan Plan, bool Confirmed, DateTimeOffset CreatedAt);
}
