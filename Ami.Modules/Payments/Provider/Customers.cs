using Ami.Modules.Identity.Contracts;
using Stripe;

namespace Ami.Modules.Payments;

/// <summary>Who people are at the payment provider: one customer each, made when they first buy something.</summary>
internal sealed class Customers(UnitOfWork unitOfWork, Provider provider, IPersonDirectory people, TimeProvider time)
{
    /// <summary>The person's customer, made where there is none yet. Outside any transaction.</summary>
    public async Task<Result<string>> Of(Guid userId, CancellationToken cancellationToken)
    {
        if (await Find(userId, cancellationToken) is { } known)
        {
            return known;
        }

        if (await people.Find(userId, cancellationToken) is not { } person)
        {
            return PaymentsErrors.NotSubscribed;
        }

        var options = new CustomerCreateOptions
        {
            Email = person.Email,
            Name = person.DisplayName,
            PreferredLocales = [person.Language == Language.Es ? "es" : "en"],
            Metadata = new() { ["user"] = userId.ToString() },
        };
        // The address is part of the key: the same key with other content is refused.
        var key = ComputedId.Of($"customer/{userId:N}/{person.Email}/{person.DisplayName}/{person.Language}").ToString("N");
        var made = await provider.Ask(api => api.Customers.CreateAsync(options, Provider.Once(key), cancellationToken), cancellationToken);
        return made.Try(out var customer, out var refused) ? await Keep(userId, customer.Id, cancellationToken) : refused;
    }

    /// <summary>Whose customer it is; null for one that is not ours. Until the transaction ends in which it is asked, they do not leave.</summary>
    public Task<Guid?> UserOf(string customerId, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("select user_id from payments.customers where customer_id = $1 for key share");
                command.With(customerId);
                return (Guid?)await command.ExecuteScalarAsync(ct);
            },
            cancellationToken
        );

    /// <summary>The person does not leave until the transaction ends. What was read of them before may be gone, and has to be read again.</summary>
    /// <returns>Whether they are here.</returns>
    public async Task<bool> Stay(Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select true from payments.customers where user_id = $1 for key share");
        command.With(userId);
        return await command.ExecuteScalarAsync(cancellationToken) is true;
    }

    /// <summary>Whether it is the customer of somebody who left, and whom the provider has not forgotten yet.</summary>
    public Task<bool> HasLeft(string customerId, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("select true from payments.departures where customer_id = $1");
                command.With(customerId);
                return await command.ExecuteScalarAsync(ct) is true;
            },
            cancellationToken
        );

    /// <summary>The person's customer; null when they never bought anything.</summary>
    public Task<string?> Find(Guid userId, CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("select customer_id from payments.customers where user_id = $1");
                command.With(userId);
                return (string?)await command.ExecuteScalarAsync(ct);
            },
            cancellationToken
        );

    /// <summary>Who was faster decides.</summary>
    private async Task<Result<string>> Keep(Guid userId, string customerId, CancellationToken cancellationToken)
    {
        await unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command(
                    "insert into payments.customers (user_id, customer_id, created_at) values ($1, $2, $3) on conflict do nothing"
                );
                command.With(userId).With(customerId).With(time.GetUtcNow());
                await command.ExecuteNonQueryAsync(ct);
            },
            cancellationToken
        );
        return await Find(userId, cancellationToken) is { } kept ? kept : PaymentsErrors.ProviderUnavailable;
    }
}
