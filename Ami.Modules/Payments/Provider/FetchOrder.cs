namespace Ami.Modules.Payments;

/// <summary>
/// Numbers for fetching. Who takes a number, fetches then, and applies what came only where nothing with a higher number was, ends with the last state whatever
/// order things arrive in: news of the last change make somebody fetch after it, with a number above all who fetched before.
/// </summary>
internal sealed class FetchOrder(UnitOfWork unitOfWork)
{
    /// <summary>The next number, before anything is fetched.</summary>
    public Task<long> Next(CancellationToken cancellationToken) =>
        unitOfWork.Run(
            async ct =>
            {
                await using var command = unitOfWork.Command("select nextval('payments.fetch_order')");
                return (long)(await command.ExecuteScalarAsync(ct) ?? throw new InvalidOperationException("A sequence always answers."));
            },
            cancellationToken
        );
}
