using Microsoft.Extensions.DependencyInjection;

namespace Ami.Modules.Identity;

/// <summary>Erases one account, whose id is the key, when its reminder is due and nobody has called it off.</summary>
[GrainType(Type)]
internal sealed class AccountErasureGrain(IServiceScopeFactory scopes, TimeProvider time) : Grain, IRemindable
{
    public const string Type = "account-erasure";
    public const string Erase = "erase";

    public static GrainId Of(Guid userId) => Reminders.GrainOf(Type, userId);

    public async Task Remind(DueReminder due)
    {
        var userId = this.GetPrimaryKey();
        await using var scope = scopes.CreateAsyncScope();
        var unitOfWork = scope.ServiceProvider.GetRequiredService<UnitOfWork>();
        await scope
            .ServiceProvider.GetRequiredService<Reminders>()
            .Fire(
                this.GetGrainId(),
                due,
                async (_, cancellationToken) =>
                {
                    if (
                        !await IsDue(unitOfWork, userId, cancellationToken)
                        || await scope.ServiceProvider.GetRequiredService<AccountDeletion>().PutOff(userId, cancellationToken)
                    )
                    {
                        return;
                    }

                    await scope.ServiceProvider.GetRequiredService<PersonalDataSet>().Erase(userId, cancellationToken);
                    unitOfWork.Publish(new UserErased(userId, time.GetUtcNow()));
                }
            );
    }

    /// <summary>Locks the account: a sign-in that is just calling it off comes first or finds no account.</summary>
    private async Task<bool> IsDue(UnitOfWork unitOfWork, Guid userId, CancellationToken cancellationToken)
    {
        await using var command = unitOfWork.Command("select from identity.users where id = $1 and deletion_due_at <= $2 for update");
        command.With(userId).With(time.GetUtcNow());
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        return await reader.ReadAsync(cancellationToken);
    }
}
