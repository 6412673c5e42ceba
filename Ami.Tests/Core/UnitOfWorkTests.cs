using System.Data;
using Ami.Modules.Identity;
using Ami.TestKit;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Ami.Tests.Core;

[TestClass]
public sealed class UnitOfWorkTests
{
    [TestMethod]
    public async Task Query_BeforeAndAfterATransaction_GivesTheConnectionBack()
    {
        await using var host = await ApiHost.Start();
        await host.InScope(async scope =>
        {
            var (unitOfWork, db) = (scope.GetRequiredService<UnitOfWork>(), scope.GetRequiredService<IdentityDb>());
            for (var round = 0; round < 2; round++)
            {
                await db.Users.CountAsync();
                unitOfWork.Connection.State.ShouldBe(ConnectionState.Closed);
                await unitOfWork.Run(ct => db.Users.CountAsync(ct));
                unitOfWork.Connection.State.ShouldBe(ConnectionState.Closed);
                await Should.ThrowAsync<TimeoutException>(unitOfWork.Run(ct => Task.FromException(new TimeoutException())));
                unitOfWork.Connection.State.ShouldBe(ConnectionState.Closed);
            }

            return true;
        });
    }

    [TestMethod]
    public async Task Run_WaitsForACopyThatNobodyHasRead_IsRefused()
    {
        await using var host = await ApiHost.Start();
        await host.InScope(async scope =>
        {
            var unitOfWork = scope.GetRequiredService<UnitOfWork>();
            var (read, known) = (new TaskCompletionSource<string>(), New(() => Task.FromResult("known")));
            await known.Get();
            await unitOfWork.Run(async ct =>
            {
                (await known.Get(ct)).ShouldBe("known");
                var refused = await Should.ThrowAsync<InvalidOperationException>(async () =>
                    await New(() => read.Task).Get(ct).AsTask().WaitAsync(TimeSpan.FromSeconds(10), ct)
                );
                refused.Message.ShouldContain("second connection");
            });
            read.SetResult("read");
            (await New(() => read.Task).Get()).ShouldBe("read", "after the transaction");
            return true;
        });

        static SharedCopy<string> New(Func<Task<string>> read) => new(_ => read(), TimeSpan.FromMinutes(1), TimeProvider.System, NullLogger.Instance);
    }
}
