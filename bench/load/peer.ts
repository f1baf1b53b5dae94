// The peer of the GraphQL measurements: mercurius with its JIT on, resolving from memory, without authentication.
import Fastify from 'fastify';
import mercurius from 'mercurius';

const me = { id: '019aa4c2-7f00-7abc-8def-0123456789ab', nickname: 'ana', tags: ['running', 'travel', 'reading'] };
const goals = Array.from({ length: 20 }, (_, i) => ({
  id: `019aa4c2-7f00-7abc-8def-${String(i).padStart(12, '0')}`,
  title: `Goal number ${i}`,
  status: 'ACTIVE',
  progress: 0.5,
  createdAt: '2026-11-21T03:36:00.000Z',
}));

const app = Fastify();
await app.register(mercurius, {
  jit: 1,
  schema: `
    type User { id: ID!, nickname: String!, tags: [String!]! }
    type Goal { id: ID!, title: String!, status: String!, progress: Float!, createdAt: String! }
    type GoalConnection { nodes: [Goal!]! }
    type Query { me: User!, myGoals: GoalConnection! }
  `,
  resolvers: { Query: { me: () => me, myGoals: () => ({ nodes: goals }) } },
});
await app.listen({ port: Number(process.argv[2]), host: '127.0.0.1' });
